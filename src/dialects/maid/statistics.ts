import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { wholeSeconds } from "../ids.ts";
import { ofServer, When } from "./shapes.ts";

const count = z.int().nullable().describe("Null: the game does not tell.");
const amount = z.number().nullable().describe("Null: the game does not tell.");
/** Figures need no key while the owner has them open to everybody. */
const common = { rate: "key", server: "required", credentials: "optional", input: ofServer } as const;

export const statisticsRoutes = [
  defineRoute({
    ...common,
    http: { method: "GET", path: "/api/v1/stats/server" },
    summary: "Server statistics",
    operation: operations.statistics.server,
    output: z.object({
      uptime_seconds: count,
      tick_rate: amount,
      current_tick: count,
      connected_players: count,
      memory_usage_mb: amount,
      cpu_usage_percent: amount,
      version: z.string().nullable(),
      start_time: When.nullable(),
    }),
    answer: (figures) => ({
      uptime_seconds: figures.uptimeSec,
      tick_rate: figures.tickRate,
      current_tick: figures.tick,
      connected_players: figures.online,
      memory_usage_mb: figures.memoryMiB,
      cpu_usage_percent: figures.cpuPercent,
      version: figures.version,
      start_time: wholeSeconds(figures.startedAt),
    }),
  }),
  defineRoute({
    ...common,
    http: { method: "GET", path: "/api/v1/stats/players" },
    summary: "Player statistics",
    operation: operations.statistics.players,
    output: z.object({
      online_count: count,
      peak_players_today: count,
      peak_players_all_time: count,
      new_registrations_today: count,
      new_registrations_this_week: count,
      total_accounts: count,
      active_sessions: count,
    }),
    answer: (figures) => ({
      online_count: figures.online,
      peak_players_today: figures.peakToday,
      peak_players_all_time: figures.peakEver,
      new_registrations_today: figures.newToday,
      new_registrations_this_week: figures.newThisWeek,
      total_accounts: figures.players,
      active_sessions: figures.openSessions,
    }),
  }),
  defineRoute({
    ...common,
    http: { method: "GET", path: "/api/v1/stats/economy" },
    summary: "Economy statistics",
    operation: operations.statistics.economy,
    output: z.object({
      total_currency_in_circulation: amount,
      transactions_today: count,
      transactions_this_week: count,
      average_player_wealth: amount,
      median_player_wealth: amount,
      top_player_wealth: amount,
      currency_name: z.string().nullable(),
    }),
    answer: (figures) => ({
      total_currency_in_circulation: figures.circulation,
      transactions_today: figures.transactionsToday,
      transactions_this_week: figures.transactionsThisWeek,
      average_player_wealth: figures.averageWealth,
      median_player_wealth: figures.medianWealth,
      top_player_wealth: figures.topWealth,
      currency_name: figures.currency,
    }),
  }),
  defineRoute({
    ...common,
    http: { method: "GET", path: "/api/v1/stats/combat" },
    summary: "Combat statistics",
    operation: operations.statistics.combat,
    output: z.object({
      battles_today: count,
      battles_this_week: count,
      player_deaths_today: count,
      player_deaths_this_week: count,
      mob_kills_today: count,
      mob_kills_this_week: count,
      total_damage_dealt_today: amount,
      total_damage_dealt_this_week: amount,
      pvp_battles_today: count,
      pvp_battles_this_week: count,
    }),
    answer: (figures) => ({
      battles_today: figures.battlesToday,
      battles_this_week: figures.battlesThisWeek,
      player_deaths_today: figures.playerDeathsToday,
      player_deaths_this_week: figures.playerDeathsThisWeek,
      mob_kills_today: figures.npcDeathsToday,
      mob_kills_this_week: figures.npcDeathsThisWeek,
      total_damage_dealt_today: figures.damageToday,
      total_damage_dealt_this_week: figures.damageThisWeek,
      pvp_battles_today: figures.pvpBattlesToday,
      pvp_battles_this_week: figures.pvpBattlesThisWeek,
    }),
  }),
  defineRoute({
    ...common,
    credentials: "required",
    http: { method: "GET", path: "/api/v1/stats/commands" },
    summary: "Command statistics (admin only)",
    operation: operations.statistics.commands,
    output: z.object({
      total_commands_executed: count,
      commands_executed_today: count,
      commands_executed_this_week: count,
      unique_commands_used: count,
      most_used_commands: z.array(
        z.object({
          command: z.string(),
          total_invocations: z.int(),
          invocations_today: z.int(),
          invocations_this_week: z.int(),
          average_execution_time_ms: amount,
          error_count: count,
        }),
      ),
      error_rate_percent: amount,
    }),
    answer: (figures) => ({
      total_commands_executed: figures.executed,
      commands_executed_today: figures.executedToday,
      commands_executed_this_week: figures.executedThisWeek,
      unique_commands_used: figures.names,
      most_used_commands: figures.mostUsed.map((use) => ({
        command: use.command,
        total_invocations: use.invocations,
        invocations_today: use.invocationsToday,
        invocations_this_week: use.invocationsThisWeek,
        average_execution_time_ms: use.averageMs,
        error_count: use.errors,
      })),
      error_rate_percent: figures.errorPercent,
    }),
  }),
];
