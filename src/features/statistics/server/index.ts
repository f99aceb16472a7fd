export { countGameEvents } from "./count.ts";
export { sampleGroups } from "./peaks.ts";
export {
  type CommandReport,
  type EconomyReport,
  type EngineReport,
  recordCommands,
  recordEconomy,
  recordEngine,
  recordNewPlayers,
} from "./reports.ts";
export { takeZone } from "./zone.ts";
