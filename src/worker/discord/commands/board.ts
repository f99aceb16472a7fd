import { ApplicationCommandOptionType } from "discord.js";
import { BOARD_PERIODS, BOARDS, type Board, type BoardPeriod } from "#app/features/kills/board.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { communityHere } from "../here.ts";
import { reply, safe } from "../replies.ts";

const PLACES = 10;
const BOARD_NAMES: Record<Board, string> = {
  kills: "Kills",
  deaths: "Deaths",
  kdr: "Kills for each death",
  pvp_kills: "Players killed",
  pve_kills: "Others killed",
  streak: "Longest streak",
  rating: "Rating",
};
const PERIOD_NAMES: Record<BoardPeriod, string> = {
  daily: "today",
  weekly: "this week",
  monthly: "this month",
  season: "this season",
  all_time: "of all time",
};

type Row = Awaited<ReturnType<typeof execute<typeof operations.kills.board>>>["items"][number];

export const board: Command = {
  definition: {
    name: "board",
    description: "A leaderboard of this community",
    options: [
      {
        name: "board",
        description: "What players are ordered by",
        type: ApplicationCommandOptionType.String,
        choices: BOARDS.map((value) => ({ name: BOARD_NAMES[value], value })),
      },
      {
        name: "period",
        description: "Of which time (UTC)",
        type: ApplicationCommandOptionType.String,
        choices: BOARD_PERIODS.map((value) => ({ name: PERIOD_NAMES[value], value })),
      },
    ],
  },
  async run(used) {
    const { community, actor } = await communityHere(used);
    const by = BOARDS.find((one) => one === used.interaction.options.getString("board")) ?? "kills";
    const period = BOARD_PERIODS.find((one) => one === used.interaction.options.getString("period")) ?? "weekly";
    const { items, own } = await execute(operations.kills.board, actor, {
      communityId: community.id,
      board: by,
      period,
      limit: PLACES,
    });
    const title = `${community.name}: ${BOARD_NAMES[by]} ${PERIOD_NAMES[period]}`;
    if (items.length === 0) return reply(title, ["Nobody stands on it yet."]);
    const isShown = items.some(({ isOwn }) => isOwn);
    return reply(title, [...items.map(line), ...(own && !isShown ? ["…", line(own)] : [])]);
  },
};

function line({ rank, name, value, isOwn }: Row): string {
  const who = name === null ? "somebody" : isOwn ? `**${safe(name, 60)} (you)**` : `**${safe(name, 60)}**`;
  return `${rank ?? "–"}\\. ${who} · ${Number.isInteger(value) ? value : value.toFixed(2)}`;
}
