import { operations } from "#app/features/registry.ts";
import { may } from "#app/lib/access.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenServer, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_SERVERS = 15;
type ShownServer = Awaited<ReturnType<typeof chosenServer>>;

export const status: Command = {
  definition: {
    name: "status",
    ...described("status.does"),
    options: [serverOption(false)],
  },
  async run({ interaction, actor, words }) {
    const chosen = interaction.options.getString("server");
    if (chosen !== null) {
      const server = await chosenServer(actor, chosen);
      return reply(
        server.name,
        [
          server.startedAt
            ? words("status.stateSince", { state: server.state, since: moment(server.startedAt) })
            : words("status.state", { state: server.state }),
          ...(server.detail ? [words("status.why", { why: safe(server.detail) })] : []),
          words("status.game", { game: safe(server.blueprint.name) }),
          ...(server.address
            ? [words("status.address", { address: `\`${server.address.replaceAll("`", "")}\`` })]
            : []),
          ...(await playing(actor, server)).map((count) => words("status.playing", { count })),
        ],
        { tone: server.state === "running" ? "good" : server.state === "crashed" ? "bad" : "plain" },
      );
    }
    const { items, total } = await execute(operations.servers.list, actor, { sort: "name", limit: MOST_SERVERS });
    if (items.length === 0) return reply(words("status.none"), [words("status.noneText")]);
    const lines = await Promise.all(
      items.map(async (server) => {
        const [count] = await playing(actor, server);
        return `**${safe(server.name, 80)}** · ${server.state}${count === undefined ? "" : ` · ${words("status.line", { count })}`}`;
      }),
    );
    return reply(words("status.title"), [
      ...lines,
      ...(total > items.length ? [words("common.more", { count: total - items.length })] : []),
    ]);
  },
};

/** How many play there, where that is known and may be seen. */
async function playing(actor: Actor, { id, communityId, owner, state }: ShownServer): Promise<number[]> {
  if (state !== "running" || !may(actor, "players:read", { serverId: id, communityId, ownerId: owner.id })) return [];
  const { total } = await execute(operations.players.list, actor, { serverId: id, online: true, limit: 1 });
  return [total];
}
