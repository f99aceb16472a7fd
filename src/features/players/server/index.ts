export { type GameName, type Meeting, meetPlayers } from "./identities.ts";
export { type Passage, recordPassages } from "./presence.ts";
