import { ApplicationCommandOptionType } from "discord.js";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenServer, playerOption, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { reply, safe } from "../replies.ts";

const PLAYER_ID = /^ply_[0-9a-f]{32}$/;

export const report: Command = {
  definition: {
    name: "report",
    ...described("report.does"),
    options: [
      playerOption,
      {
        name: "text",
        ...described("report.textOption"),
        type: ApplicationCommandOptionType.String,
        required: true,
        min_length: 3,
        max_length: 1500,
      },
      serverOption(false),
    ],
  },
  async run({ interaction, actor, words }) {
    const player = interaction.options.getString("player", true).trim();
    const chosen = interaction.options.getString("server");
    const server = chosen === null ? null : await chosenServer(actor, chosen);
    // By name too, for who may not see the player but plays beside them.
    const { number, playerName } = await execute(operations.playerReports.file, actor, {
      ...(PLAYER_ID.test(player) ? { playerId: player } : { playerName: player }),
      ...(server && { serverId: server.id }),
      text: interaction.options.getString("text", true),
    });
    return reply(
      words("report.done", { number: String(number) }),
      [words("report.doneText", { player: safe(playerName, 80) })],
      {
        tone: "good",
      },
    );
  },
};
