import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { type Actor, nodeActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

/** Somebody who came, spoke and left, as the console of the oldest server told; a note on them, a report of them, and a code that waits to be typed. */
export async function addPlayers({ database }: Runtime, owner: Actor): Promise<void> {
  const server = await database.prisma.server.findFirstOrThrow({ orderBy: { num: "asc" } });
  const atMs = now().getTime() - 30 * MINUTE;
  const player = "Ashwyn";
  const happened = [
    { kind: "player_login", fields: { player, address: "192.0.2.7" } },
    { kind: "chat_message", fields: { player, text: "Anybody at the ferry?" } },
    { kind: "player_logout", fields: { player, reason: "quit" } },
  ] as const;
  await execute(operations.games.report, nodeActor(server.nodeId, "the node"), {
    serverId: server.id,
    epoch: "filled",
    from: 1,
    through: happened.length,
    lost: 0,
    events: happened.map(({ kind, fields }, i) => ({
      seq: i + 1,
      n: 0,
      at: atMs + i * MINUTE,
      kind,
      fields,
      details: {},
    })),
  });
  const { items } = await execute(operations.players.list, owner, { q: player });
  const playerId = items[0]!.id;
  await execute(operations.players.addNote, owner, { playerId, text: "Helps newcomers." });
  await execute(operations.playerReports.file, owner, { playerId, text: "Blocks the ferry." });
  await execute(operations.players.makeLinkCode, owner, {});
}
