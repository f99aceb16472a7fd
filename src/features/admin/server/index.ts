export { AuditEntry, readAudit } from "./audit.ts";
export {
  hasMailAddress,
  MAIL_JOB,
  mailFrame,
  mailIsOn,
  queueMail,
  sendMail,
  sendQueuedMail,
  verificationIsAsked,
} from "./mail.ts";
export { setting, settings } from "./settings.ts";
