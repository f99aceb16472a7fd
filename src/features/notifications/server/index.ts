export { type Notice, type NoticeTo, notify, notifyEach, SEND_NOTICES_JOB } from "./notify.ts";
