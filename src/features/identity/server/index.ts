export { bootstrap, operatorAccount } from "./bootstrap.ts";
export { actorOfSession } from "./session-store.ts";
