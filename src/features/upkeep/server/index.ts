export { startUpkeepClock, type UpkeepClock } from "./clock.ts";
export { requireGame } from "./engine.ts";
