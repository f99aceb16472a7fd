import { ApplicationCommandOptionType } from "discord.js";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenPlayer, chosenServer, playerOption, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
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
    description: "Ban a player from a server; you are asked once more",
    options: [
      playerOption,
      {
        name: "reason",
        description: "Told to the player",
        type: ApplicationCommandOptionType.String,
        required: true,
        min_length: 1,
        max_length: 300,
      },
      {
        name: "minutes",
        description: "For how long; left out: for ever",
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: 10 * YEAR_MINUTES,
      },
      serverOption(false),
    ],
  },
  async run({ interaction, actor }) {
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
      `Ban ${player.name}?`,
      [
        ...(where ? [`**Server** ${safe(where)}`] : []),
        `**For** ${minutes === null ? "ever" : wordsOf(minutes)}`,
        `**Reason** ${safe(reason, 300)}`,
      ],
      { tone: "bad", buttons: [button(`ban:yes:${id}`, "Ban", "danger"), button(`ban:no:${id}`, "Cancel", "plain")] },
    );
  },
  async press({ interaction, actor }) {
    const [, answer, id = ""] = interaction.customId.split(":");
    const question = questions.get(id);
    // Whoever else presses it answers nothing.
    if (question?.discordId !== interaction.user.id || question.untilMs < Date.now())
      return reply("That was too long ago", ["Use /ban again."]);
    questions.delete(id);
    if (answer !== "yes") return reply(`${question.name} was not banned`);
    const { deliveries } = await execute(operations.moderation.ban, actor, question.input);
    const told = deliveries.map(({ serverName, state, said, reason }) =>
      [`**${safe(serverName, 80)}** ${state}`, ...(said ? [safe(said)] : []), ...(reason ? [safe(reason)] : [])].join(
        " · ",
      ),
    );
    return reply(`${question.name} is banned`, told, { tone: "good" });
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

function wordsOf(minutes: number): string {
  for (const [unit, length] of [
    ["day", 1440],
    ["hour", 60],
  ] as const)
    if (minutes % length === 0) return `${minutes / length} ${unit}${minutes === length ? "" : "s"}`;
  return `${minutes} minute${minutes === 1 ? "" : "s"}`;
}
