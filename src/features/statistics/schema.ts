import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { RANGES } from "./ranges.ts";

const count = z.int().nonnegative();
const told = (what: string) => count.nullable().describe(`${what} Null: the game does not tell.`);
const amount = (what: string) => z.number().nullable().describe(`${what} Null: the game does not tell.`);
const Day = z.iso.date();

/** Which days "today" and "this week" are. */
export const StatisticDays = z
  .object({
    zone: z.string().describe("The time zone of the panel's days, as the setting `time-zone` says."),
    today: Day,
    weekFrom: Day.describe("The Monday with which this week began."),
  })
  .describe("Days begin at midnight and weeks on Monday in the panel's time zone.");

export const ServerFigures = z.object({
  serverId: z.string(),
  startedAt: Timestamp.nullable().describe("When the game began to run."),
  uptimeSec: count.nullable(),
  tickRate: amount("Ticks a second."),
  tick: told("The game's clock."),
  online: told("Players who are in."),
  memoryMiB: amount("Memory that the game says it uses."),
  cpuPercent: amount("Processor time that the game says it uses, of one core."),
  version: z.string().nullable().describe("The game's version, as it says. Null: it does not."),
  reportedAt: Timestamp.nullable().describe("When the game last spoke of itself. Null: it does not."),
});

export const PlayerFigures = z.object({
  serverId: z.string(),
  online: told("Players who are in."),
  openSessions: told("Visits that have not ended."),
  peakToday: told("Most players at once today."),
  peakEver: told("Most players at once, ever."),
  peakEverAt: Timestamp.nullable().describe("When that was."),
  newToday: told("Players first seen today."),
  newThisWeek: told("Players first seen this week."),
  players: told("Everybody who was ever seen."),
  visitsToday: told("Visits that began today."),
  visitsThisWeek: told("Visits that began this week."),
  days: StatisticDays,
});

export const EconomyFigures = z.object({
  serverId: z.string(),
  currency: z.string().nullable().describe("What the game calls it. Null: it has none, or does not tell."),
  circulation: amount("All that there is."),
  transactionsToday: told("Transactions today."),
  transactionsThisWeek: told("Transactions this week."),
  averageWealth: amount("What a player has on average."),
  medianWealth: amount("Half of the players have less."),
  topWealth: amount("What the richest player has."),
  reportedAt: Timestamp.nullable().describe("When the game last told of it. Null: never."),
  days: StatisticDays,
});

export const CombatFigures = z.object({
  serverId: z.string(),
  battlesToday: told("Fights that began today."),
  battlesThisWeek: told("Fights that began this week."),
  playerDeathsToday: told("Deaths of players today."),
  playerDeathsThisWeek: told("Deaths of players this week."),
  npcDeathsToday: told("Deaths today of those whom the game itself moves."),
  npcDeathsThisWeek: told("Deaths this week of those whom the game itself moves."),
  damageToday: amount("Damage done today, in the game's own measure."),
  damageThisWeek: amount("Damage done this week."),
  pvpBattlesToday: told("Fights between players that began today."),
  pvpBattlesThisWeek: told("Fights between players that began this week."),
  days: StatisticDays,
});

export const CommandFigures = z.object({
  serverId: z.string(),
  executed: told("Commands given, ever."),
  executedToday: told("Commands given today."),
  executedThisWeek: told("Commands given this week."),
  names: told("Different commands that were given."),
  errorPercent: amount("Of all commands given, those that failed."),
  mostUsed: z
    .array(
      z.object({
        command: z.string().describe("Its first word; `*` is all the others where there were too many to tell apart."),
        invocations: count,
        invocationsToday: count,
        invocationsThisWeek: count,
        averageMs: amount("How long it takes on average, in milliseconds."),
        errors: told("How often it failed."),
      }),
    )
    .describe("Most used first, at most 20."),
  days: StatisticDays,
});

const Sums = z.object({
  visits: told("Visits that began."),
  newPlayers: told("Players seen for the first time."),
  chats: told("Lines of chat."),
  commands: told("Commands given."),
  playerDeaths: told("Deaths of players."),
  npcDeaths: told("Deaths of those whom the game itself moves."),
  battles: told("Fights that began."),
  pvpBattles: told("Fights between players that began."),
  damage: amount("Damage done."),
  transactions: told("Transactions."),
  averageOnline: amount("How many were in on average."),
  peakOnline: told("Most players at once."),
});

export const StatisticSeries = z.object({
  range: z.enum(RANGES),
  unit: z.enum(["hour", "day", "week"]).describe("The length of a step. Days and weeks are those of the zone."),
  zone: z.string(),
  from: Timestamp,
  to: Timestamp,
  steps: z.array(Sums.extend({ at: Timestamp.describe("When the step begins.") })),
  totals: Sums,
  before: Sums.describe("The same for as long a time just before, to compare with."),
});
export type StatisticSeries = z.output<typeof StatisticSeries>;
export type StatisticSums = z.output<typeof Sums>;
