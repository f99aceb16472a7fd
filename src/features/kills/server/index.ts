export { withNames } from "./kill-names.ts";
export { KillRow, selectKills, shownKill } from "./kill-rows.ts";
export { meetByHandle, realmOf } from "./parties.ts";
export { priorOf } from "./priors.ts";
export { type Recorded, recordKills } from "./record-kills.ts";
export { recordOptions } from "./record-options.ts";
export { hidden, namedParty, PARTIES, showsKills, visibleKills } from "./seen-kills.ts";
