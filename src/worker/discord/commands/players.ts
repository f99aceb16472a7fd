import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenServer, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_PLAYERS = 50;

export const players: Command = {
  definition: {
    name: "players",
    description: "Who is playing now",
    options: [serverOption(false)],
  },
  async run({ interaction, actor }) {
    const chosen = interaction.options.getString("server");
    const server = chosen === null ? null : await chosenServer(actor, chosen);
    const { items, total } = await execute(operations.players.list, actor, {
      online: true,
      limit: MOST_PLAYERS,
      ...(server && { serverId: server.id }),
    });
    const where = server ? ` on ${server.name}` : "";
    if (total === 0) return reply(`Nobody is playing${where}`);
    const lines = items.map(({ name, serverName, onlineSince }) =>
      [
        `**${safe(name, 80)}**`,
        ...(server || !serverName ? [] : [safe(serverName, 80)]),
        ...(onlineSince ? [`since ${moment(onlineSince)}`] : []),
      ].join(" · "),
    );
    const more = total > items.length ? [`and ${total - items.length} more`] : [];
    return reply(`${total === 1 ? "1 player" : `${total} players`}${where}`, [...lines, ...more]);
  },
};
