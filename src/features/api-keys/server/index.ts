export { notice as noticeKeys } from "./alerts.ts";
export { recordCall, startCallWriter } from "./call-log.ts";
export { startUseWriter } from "./last-used.ts";
export { endServerKey, giveServerKey } from "./server-keys.ts";
export { actorOfKey, actorOfKeyId, forgetKeys, keyOfRefusal } from "./verify.ts";
