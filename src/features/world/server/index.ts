export { type Engine, engineOf, requireEngine } from "./engine.ts";
export { type NewHappening, recordHappenings, recordTold, type ToldHappening } from "./history.ts";
export { worldId } from "./world-id.ts";
