export { type GameName, knownPlayers, type Meeting, meetPlayers } from "./identities.ts";
export { type Comings, type Passage, recordPassages } from "./presence.ts";
