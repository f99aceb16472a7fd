import { operations } from "#app/features/registry.ts";
import { may } from "#app/lib/access.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { chosenServer, serverOption } from "../choices.ts";
import type { Command } from "../command.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_SERVERS = 15;
type ShownServer = Awaited<ReturnType<typeof chosenServer>>;

export const status: Command = {
  definition: {
    name: "status",
    description: "How the game servers are",
    options: [serverOption(false)],
  },
  async run({ interaction, actor }) {
    const chosen = interaction.options.getString("server");
    if (chosen !== null) {
      const server = await chosenServer(actor, chosen);
      return reply(
        server.name,
        [
          `**State** ${server.state}${server.startedAt ? `, since ${moment(server.startedAt)}` : ""}`,
          ...(server.detail ? [`**Why** ${safe(server.detail)}`] : []),
          `**Game** ${safe(server.blueprint.name)}`,
          ...(server.address ? [`**Address** \`${server.address.replaceAll("`", "")}\``] : []),
          ...(await playing(actor, server)).map((count) => `**Playing** ${count}`),
        ],
        { tone: server.state === "running" ? "good" : server.state === "crashed" ? "bad" : "plain" },
      );
    }
    const { items, total } = await execute(operations.servers.list, actor, { sort: "name", limit: MOST_SERVERS });
    if (items.length === 0) return reply("No servers", ["There is no server that you may see."]);
    const lines = await Promise.all(
      items.map(async (server) => {
        const [count] = await playing(actor, server);
        return `**${safe(server.name, 80)}** · ${server.state}${count === undefined ? "" : ` · ${count} playing`}`;
      }),
    );
    return reply("Servers", [...lines, ...(total > items.length ? [`and ${total - items.length} more`] : [])]);
  },
};

/** How many play there, where that is known and may be seen. */
async function playing(actor: Actor, { id, communityId, owner, state }: ShownServer): Promise<number[]> {
  if (state !== "running" || !may(actor, "players:read", { serverId: id, communityId, ownerId: owner.id })) return [];
  const { total } = await execute(operations.players.list, actor, { serverId: id, online: true, limit: 1 });
  return [total];
}
