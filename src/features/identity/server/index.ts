export { bootstrap, operatorAccount } from "./bootstrap.ts";
export { actorOfSession, sweepIdentity } from "./session-store.ts";
