import * as z from "zod";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { insertKey } from "./api-keys.ts";

/** All that a game does by the bridge. */
const SCOPES: readonly Permission[] = ["world:write", "players:write", "events:write"];
/** A busy game reports several streams several times a second. */
const LIMITS = [{ limit: 12_000, windowSec: 60 }];

const Owner = z.object({ ownerId: z.string(), name: z.string(), installGeneration: z.number() });

/** Makes the key by which a server's game speaks to the panel: for that server alone, sealed, shown to nobody but the game. */
export async function giveServerKey({ db, now, runtime }: Context, serverId: string): Promise<void> {
  const server = await row(
    db,
    Owner,
    sql`select coalesce((select id from users where kind = 'service' order by num limit 1), s."ownerId") as "ownerId", s.name, s."installGeneration"
        from servers s where s.id = ${serverId}`,
  );
  const { key, made } = await insertKey(db, now, {
    ownerId: server!.ownerId,
    instanceOwned: true,
    serverId,
    name: `Game of ${server!.name}`.slice(0, 100),
    kind: "standard",
    playerName: null,
    description: null,
    format: "gamekeeper",
    scopes: SCOPES,
    bundles: [],
    allowedAddresses: [],
    limits: LIMITS,
    eventStreams: null,
    expiresAt: null,
    createdById: null,
    lineageId: null,
  });
  await db.execute(sql`
    insert into bridge_keys ("serverId", "keyId", sealed, "installGeneration", "createdAt")
    values (${serverId}, ${made.id}, ${runtime.vault.seal(key)}, ${server!.installGeneration}, ${now})`);
}

/** Ends the key of a server's game: nothing of it is left. False: it had none. */
export async function endServerKey({ db }: Context, serverId: string): Promise<boolean> {
  const ended = await db.execute(sql`
    with gone as (delete from bridge_keys where "serverId" = ${serverId} returning "keyId")
    delete from api_keys where id in (select "keyId" from gone)`);
  return ended > 0;
}
