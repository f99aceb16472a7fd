export { countGameEvents } from "./count.ts";
export {
  type CommandReport,
  type EconomyReport,
  type EngineReport,
  recordCommands,
  recordEconomy,
  recordEngine,
  recordNewPlayers,
} from "./reports.ts";
