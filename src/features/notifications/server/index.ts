export { type Notice, notify, SEND_NOTICES_JOB } from "./notify.ts";
