import { endServerKey } from "#app/features/api-keys/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { serverDeleted, serverPowerRequested } from "../events.ts";
import { roomIsFree } from "./queue/room-is-free.ts";
import type { ServerRow } from "./server-rows.ts";

/** Takes a server's row away, and all that belongs to it. Who was in its game is so no more: the rows that say where they are go too, and theirs stays. */
export async function deleteServer(db: Sql, serverId: string): Promise<void> {
  await db.execute(sql`
    update players p set online = exists (
      select 1 from player_servers o where o."playerId" = p.id and o."serverId" <> ${serverId} and o.online)
    from player_servers s where s."serverId" = ${serverId} and s.online and p.id = s."playerId"`);
  await db.execute(sql`delete from servers where id = ${serverId}`);
}

/**
 * Deletes a server: its node kills it and removes its files, which waits for a node that is silent. One that no node has ever had, or with `atOnce`, is
 * forgotten here and now.
 */
export async function askServerDeletion(
  context: Context,
  server: Pick<ServerRow, "id" | "name" | "nodeSeenAt" | "desired">,
  atOnce = false,
): Promise<void> {
  const { db, now, emit } = context;
  const { id: serverId, name } = server;
  if (server.nodeSeenAt === null || atOnce) {
    await deleteServer(db, serverId);
    roomIsFree(context);
    emit(serverDeleted, { serverId, name });
    return;
  }
  if (server.desired === "deleted") return;
  await endServerKey(context, serverId);
  const [updated] = await db.query(sql`
    update servers set desired = 'deleted', generation = generation + 1, "killGeneration" = generation + 1, "updatedAt" = ${now}
    where id = ${serverId} returning generation`);
  emit(serverPowerRequested, {
    serverId,
    name,
    act: "delete",
    desired: "deleted",
    generation: Number(updated!.generation),
  });
}
