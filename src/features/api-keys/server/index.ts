export { startUseWriter } from "./last-used.ts";
export { actorOfKey, forgetKeys } from "./verify.ts";
