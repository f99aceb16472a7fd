export { AuditEntry, readAudit } from "./audit.ts";
export { MAIL_JOB, mailFrame, mailIsOn, queueMail, sendMail, sendQueuedMail } from "./mail.ts";
export { setting, settings } from "./settings.ts";
