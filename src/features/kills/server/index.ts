export { meetByHandle, realmOf } from "./parties.ts";
export { type Recorded, recordKills } from "./record-kills.ts";
export { recordOptions } from "./record-options.ts";
