export { adoptIdentities } from "./adopt-identities.ts";
export { type Description, describePlayers } from "./descriptions.ts";
export { type GameName, knownPlayers, type Meeting, meetPlayers, unvouchedRealm, vouchedRealm } from "./identities.ts";
export { forgetSealed, openWhom, recognizeErased } from "./kept-bans.ts";
export { forgetLinksOf, heedLinkCodes, type Link, linkPlayer, playersOfUser } from "./links.ts";
export { type Comings, type Passage, recordPassages } from "./presence.ts";
