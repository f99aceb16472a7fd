import { ApplicationCommandOptionType } from "discord.js";
import type { BotWords } from "#app/features/discord/server/index.ts";
import { BOARD_PERIODS, BOARDS } from "#app/features/kills/board.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { choice, described } from "../described.ts";
import { communityHere } from "../here.ts";
import { reply, safe } from "../replies.ts";

const PLACES = 10;
type Row = Awaited<ReturnType<typeof execute<typeof operations.kills.board>>>["items"][number];

export const board: Command = {
  definition: {
    name: "board",
    ...described("board.does"),
    options: [
      {
        name: "board",
        ...described("board.boardOption"),
        type: ApplicationCommandOptionType.String,
        choices: BOARDS.map((value) => choice(`boards.${value}`, value)),
      },
      {
        name: "period",
        ...described("board.periodOption"),
        type: ApplicationCommandOptionType.String,
        choices: BOARD_PERIODS.map((value) => choice(`periods.${value}`, value)),
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
    const { words } = used;
    const title = words("board.title", {
      community: community.name,
      board: words(`boards.${by}`),
      period: words(`periods.${period}`),
    });
    if (items.length === 0) return reply(title, [words("board.none")]);
    const isShown = items.some(({ isOwn }) => isOwn);
    return reply(title, [...items.map((row) => line(words, row)), ...(own && !isShown ? ["…", line(words, own)] : [])]);
  },
};

function line(words: BotWords, { rank, name, value, isOwn }: Row): string {
  const who =
    name === null
      ? words("common.somebody")
      : isOwn
        ? `**${words("board.you", { name: safe(name, 60) })}**`
        : `**${safe(name, 60)}**`;
  return `${rank ?? "–"}\\. ${who} · ${Number.isInteger(value) ? value : value.toFixed(2)}`;
}
