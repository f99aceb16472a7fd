export { type Notice, type NoticeTo, notify, notifyEach, SEND_NOTICES_JOB, untell } from "./notify.ts";
