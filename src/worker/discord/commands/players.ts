import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenServer, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_PLAYERS = 50;

export const players: Command = {
  definition: {
    name: "players",
    ...described("players.does"),
    options: [serverOption(false)],
  },
  async run({ interaction, actor, words }) {
    const chosen = interaction.options.getString("server");
    const server = chosen === null ? null : await chosenServer(actor, chosen);
    const { items, total } = await execute(operations.players.list, actor, {
      online: true,
      limit: MOST_PLAYERS,
      ...(server && { serverId: server.id }),
    });
    if (total === 0) return reply(server ? words("players.noneOn", { server: server.name }) : words("players.none"));
    const lines = items.map(({ name, serverName, onlineSince }) =>
      [
        `**${safe(name, 80)}**`,
        ...(server || !serverName ? [] : [safe(serverName, 80)]),
        ...(onlineSince ? [words("players.since", { since: moment(onlineSince) })] : []),
      ].join(" · "),
    );
    const more = total > items.length ? [words("common.more", { count: total - items.length })] : [];
    const title = server
      ? words("players.titleOn", { count: total, server: server.name })
      : words("players.title", { count: total });
    return reply(title, [...lines, ...more]);
  },
};
