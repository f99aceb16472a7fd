import { createHmac } from "node:crypto";
import * as z from "zod";
import { now } from "#app/platform/clock.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** What a game has to be told of somebody to let them in again. */
const Whom = z.object({ name: z.string(), platformId: z.string().nullable() });
const Held = z.object({
  id: z.string(),
  scope: z.string(),
  game: z.string(),
  name: z.string(),
  platformId: z.string().nullable(),
  nameKey: z.string().nullable(),
});

/** Who is meant, known again under the installation's secret alone: by the platform's id in a game, else by a name on a server or in a game. */
function identityHash(vault: Vault, ...parts: readonly string[]): string {
  return createHmac("sha256", vault.derive("identities of erased players")).update(JSON.stringify(parts)).digest("hex");
}

function hashOf(vault: Vault, held: z.output<typeof Held>, realm: string, key: string): string {
  if (held.platformId !== null) return identityHash(vault, "id", held.game, held.platformId);
  return held.scope === "server"
    ? identityHash(vault, "name", realm, key)
    : identityHash(vault, "name", held.game, held.nameKey ?? key);
}

/** What was sealed by `keepPunishments`. */
export function openWhom(vault: Vault, sealed: string): z.output<typeof Whom> {
  return Whom.parse(JSON.parse(vault.open(sealed)));
}

/**
 * Takes out of a player's punishments that hold whatever says who they are, so that those outlive the player: they are known again by a keyed hash when they
 * come, and what games have to be told to let them in again is sealed until then. `erased` stands for their name.
 */
export async function keepPunishments(
  db: Sql,
  vault: Vault,
  { id: playerId, realm, key }: { id: string; realm: string; key: string },
  erased: string,
): Promise<void> {
  const held = await rows(
    db,
    Held,
    sql`select id, scope, game, name, "platformId", "nameKey" from punishments
        where "playerId" = ${playerId} and "endedAt" is null and kind in ('ban', 'suspend', 'mute') for update`,
  );
  for (const each of held) {
    const { id, name, platformId } = each;
    await db.execute(sql`
      update punishments set "playerId" = null, name = ${erased}, "nameKey" = null, "platformId" = null, note = null, evidence = '[]',
        reason = replace(reason, ${name}, ${erased}), "identityHash" = ${hashOf(vault, each, realm, key)},
        "sealedWhom" = ${vault.seal(JSON.stringify({ name, platformId }))}, "updatedAt" = ${now()}
      where id = ${id}`);
    await db.execute(sql`update punishment_deliveries set said = null where "punishmentId" = ${id}`);
    await db.execute(sql`delete from appeals where "punishmentId" = ${id}`);
  }
}

const Comer = z.object({
  id: z.string(),
  realm: z.string(),
  key: z.string(),
  name: z.string(),
  platformId: z.string().nullable(),
  game: z.string(),
});
const Kept = z.object({
  id: z.string(),
  identityHash: z.string(),
  serverId: z.string().nullable(),
  isVouched: z.boolean(),
});

/** Knows again who comes in and was erased while a punishment held: it is theirs again, as far as this server's word on who they are counts. */
export async function recognizeErased(
  db: Sql,
  vault: Vault,
  serverId: string,
  playerIds: readonly string[],
): Promise<void> {
  const comers = await rows(
    db,
    Comer,
    sql`select pl.id, pl.realm, pl.key, pl.name, pl."platformId", lower(s."blueprintDocument"->>'game') as game
        from players pl join servers s on s.id = ${serverId}
        where pl.id = any(${[...playerIds]}::text[]) and exists (select 1 from punishments where "identityHash" is not null)`,
  );
  const byHash = new Map(comers.flatMap((comer) => hashesOf(vault, comer).map((hash) => [hash, comer] as const)));
  if (byHash.size === 0) return;
  const kept = await rows(
    db,
    Kept,
    sql`select id, "identityHash", "serverId", "isVouched" from punishments
        where "identityHash" = any(${[...byHash.keys()]}::text[]) and "endedAt" is null for update`,
  );
  for (const each of kept) await giveBack(db, each, byHash.get(each.identityHash)!);
}

function hashesOf(vault: Vault, { realm, key, platformId, game }: z.output<typeof Comer>): string[] {
  if (platformId !== null) return [identityHash(vault, "id", game, platformId)];
  return [identityHash(vault, "name", realm, key), identityHash(vault, "name", game, key)];
}

async function giveBack(
  db: Sql,
  { id, serverId, isVouched }: z.output<typeof Kept>,
  { id: playerId, realm, key, name, platformId }: z.output<typeof Comer>,
): Promise<void> {
  // A server whose word counts on it alone says too little to take the name for that of who was erased: they are kept out of it by what they call themselves there.
  const own = platformId === null ? `server:${serverId}` : isVouched ? "game:" : `unvouched:${serverId}`;
  const isTheirs = realm === own || (own === "game:" && realm.startsWith(own));
  if (!isTheirs && platformId !== null && !isVouched && realm.startsWith("game:")) return;
  const nameKey = platformId === null ? key : null;
  await db.execute(
    isTheirs
      ? sql`update punishments set "playerId" = ${playerId}, name = ${name}, "nameKey" = ${nameKey}, "platformId" = ${platformId}, "identityHash" = null,
              "sealedWhom" = null where id = ${id}`
      : sql`update punishments set "nameKey" = ${nameKey}, "platformId" = ${platformId} where id = ${id}`,
  );
}

/** Forgets what was sealed for games that have been told that it is over. */
export async function forgetSealed(db: Sql): Promise<void> {
  await db.execute(sql`
    update punishments p set "identityHash" = null, "sealedWhom" = null, "nameKey" = null, "platformId" = null
    where p."identityHash" is not null and p."endedAt" is not null
      and not exists (select 1 from punishment_deliveries d where d."punishmentId" = p.id and d."nextAttemptAt" is not null)
      and not exists (select 1 from punishment_deliveries d where d."punishmentId" = p.id and d.state = 'pending')`);
}
