export { startUpkeepClock, type UpkeepClock } from "./clock.ts";
export { defaultServer } from "./default-server.ts";
