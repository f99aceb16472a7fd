import { ApplicationCommandOptionType } from "discord.js";
import type { BotWords } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenPlayer, chosenServer, playerOption, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { button, reply, safe } from "../replies.ts";

/** A question that is not answered by then is void. */
const ASKED_FOR_MS = 2 * MINUTE;
const MOST_QUESTIONS = 1_000;
const YEAR_MINUTES = 525_600;

interface Question {
  discordId: string;
  name: string;
  input: { playerId: string; serverId?: string; reason: string; minutes?: number };
  untilMs: number;
}

const questions = new Map<string, Question>();

export const ban: Command = {
  definition: {
    name: "ban",
    ...described("ban.does"),
    options: [
      playerOption,
      {
        name: "reason",
        ...described("ban.reasonOption"),
        type: ApplicationCommandOptionType.String,
        required: true,
        min_length: 1,
        max_length: 300,
      },
      {
        name: "minutes",
        ...described("ban.minutesOption"),
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: 10 * YEAR_MINUTES,
      },
      serverOption(false),
    ],
  },
  async run({ interaction, actor, words }) {
    const chosen = interaction.options.getString("server");
    const server = chosen === null ? null : await chosenServer(actor, chosen);
    const player = await chosenPlayer(actor, interaction.options.getString("player", true), server?.id);
    const reason = interaction.options.getString("reason", true);
    const minutes = interaction.options.getInteger("minutes");
    const input = {
      playerId: player.id,
      reason,
      ...(server && { serverId: server.id }),
      ...(minutes !== null && { minutes }),
    };
    const id = ask({ discordId: interaction.user.id, name: player.name, input, untilMs: Date.now() + ASKED_FOR_MS });
    const where = server?.name ?? player.serverName;
    return reply(
      words("ban.ask", { player: player.name }),
      [
        ...(where ? [words("ban.server", { server: safe(where) })] : []),
        minutes === null ? words("ban.ever") : howLong(words, minutes),
        words("ban.reason", { reason: safe(reason, 300) }),
      ],
      {
        tone: "bad",
        buttons: [
          button(`ban:yes:${id}`, words("ban.yes"), "danger"),
          button(`ban:no:${id}`, words("ban.no"), "plain"),
        ],
      },
    );
  },
  async press({ interaction, actor, words }) {
    const [, answer, id = ""] = interaction.customId.split(":");
    const question = questions.get(id);
    // Whoever else presses it answers nothing.
    if (question?.discordId !== interaction.user.id || question.untilMs < Date.now())
      return reply(words("ban.late"), [words("ban.lateText")]);
    questions.delete(id);
    if (answer !== "yes") return reply(words("ban.notDone", { player: question.name }));
    const { deliveries } = await execute(operations.moderation.ban, actor, question.input);
    const told = deliveries.map(({ serverName, state, said, reason }) =>
      [`**${safe(serverName, 80)}** ${state}`, ...(said ? [safe(said)] : []), ...(reason ? [safe(reason)] : [])].join(
        " · ",
      ),
    );
    return reply(words("ban.done", { player: question.name }), told, { tone: "good" });
  },
};

function ask(question: Question): string {
  for (const [id, { untilMs }] of questions)
    if (untilMs < Date.now() || questions.size >= MOST_QUESTIONS) questions.delete(id);
    else break;
  const id = crypto.randomUUID();
  questions.set(id, question);
  return id;
}

function howLong(words: BotWords, minutes: number): string {
  if (minutes % 1440 === 0) return words("ban.days", { count: minutes / 1440 });
  if (minutes % 60 === 0) return words("ban.hours", { count: minutes / 60 });
  return words("ban.minutes", { count: minutes });
}
