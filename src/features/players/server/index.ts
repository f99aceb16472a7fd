export { type Description, describePlayers } from "./descriptions.ts";
export { type GameName, knownPlayers, type Meeting, meetPlayers } from "./identities.ts";
export { heedLinkCodes, type Link, linkPlayer, playersOfUser } from "./links.ts";
export { type Comings, type Passage, recordPassages } from "./presence.ts";
