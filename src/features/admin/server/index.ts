export { AuditEntry, readAudit } from "./audit.ts";
export { setting } from "./settings.ts";
