import * as z from "zod";
import { meetPlayers, unvouchedRealm, vouchedRealm } from "#app/features/players/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { type ListedBan, spellingsOf } from "../ban-lists.ts";
import { MAX_REASON } from "../rules.ts";
import type { PunishmentScope } from "../schema.ts";
import { HOLDS_ON_SERVER } from "./covers.ts";
import type { ServerHere } from "./places.ts";
import { punish, type Whom } from "./punish.ts";

export type Becomes = "ban" | "there" | "over";

/** Each once, as lists that were edited by hand say things twice. */
export function distinct(bans: readonly ListedBan[]): ListedBan[] {
  return [
    ...new Map(bans.map((ban) => [ban.address ?? ban.platformId ?? `name ${ban.name!.toLowerCase()}`, ban])).values(),
  ];
}

/** Where a list's ids are those of players: a list is as good as the word of its server. */
function idRealm({ vouches, game, serverId }: ServerHere): string {
  return vouches ? vouchedRealm(game) : unvouchedRealm(serverId);
}

const Found = z.object({ id: z.string() });

const Keys = z.object({ key: z.string() });

/** What each ban of a list would become: by three questions, however long the list is. */
export async function whatBecomes(
  { db, now }: Pick<Context, "db" | "now">,
  server: ServerHere,
  bans: readonly ListedBan[],
): Promise<Becomes[]> {
  const holds = sql`join servers s on s.id = ${server.serverId} and ${HOLDS_ON_SERVER} where p."endedAt" is null and p.kind = 'ban'`;
  const there = async (question: ReturnType<typeof sql>) =>
    new Set((await rows(db, Keys, question)).map(({ key }) => key));
  const addresses = await there(sql`select p.address as key from punishments p ${holds}
    and p.address = any(${bans.flatMap(({ address }) => address ?? [])}::text[])`);
  const ids = bans.flatMap(({ platformId }) => (platformId === null ? [] : spellingsOf(platformId)));
  const known =
    await there(sql`select coalesce(p."platformId", pl.key) as key from punishments p left join players pl on pl.id = p."playerId" ${holds}
    and (p."platformId" = any(${ids}::text[]) and (p."isVouched" or ${!server.vouches}))`);
  const names = bans.flatMap(({ name, platformId, address }) =>
    name !== null && platformId === null && address === null ? [name.toLowerCase()] : [],
  );
  const named = await there(sql`select n.key from punishments p join (
      select id as "playerId", key from players where realm = ${`server:${server.serverId}`} and key = any(${names}::text[])
      union select "playerId", lower(name) from player_servers where "serverId" = ${server.serverId} and lower(name) = any(${names}::text[])) n
    on n."playerId" = p."playerId" ${holds}`);
  return bans.map(({ endsAt, address, platformId, name }) => {
    if (endsAt !== null && endsAt <= now) return "over";
    if (address !== null) return addresses.has(address) ? "there" : "ban";
    if (platformId !== null) return spellingsOf(platformId).some((id) => known.has(id)) ? "there" : "ban";
    return named.has(name!.toLowerCase()) ? "there" : "ban";
  });
}

/** Who imports, where it is not who calls. */
export interface Importer {
  by: string;
  byId: string;
}

/** Takes bans of a list in the caller's transaction, each unless it holds or is over by now. Gives what each became. */
export async function takeBans(
  context: Context,
  server: ServerHere,
  { bans, scope, importer }: { bans: readonly ListedBan[]; scope: PunishmentScope; importer?: Importer },
): Promise<Becomes[]> {
  const becomes = await whatBecomes(context, server, bans);
  for (const [index, ban] of bans.entries()) {
    if (becomes[index] !== "ban") continue;
    const whom = await whomIn(context, server, ban);
    // Two spellings of one player in one list.
    if (whom.playerId !== null && (await isBanned(context.db, server, whom.playerId))) {
      becomes[index] = "there";
      continue;
    }
    await punish(context, {
      kind: "ban",
      scope,
      server,
      whom,
      reason: (ban.reason?.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() || "Banned").slice(0, MAX_REASON),
      minutes: null,
      endsAt: ban.endsAt,
      source: "list",
      ...importer,
    });
  }
  return becomes;
}

async function isBanned(db: Context["db"], server: ServerHere, playerId: string): Promise<boolean> {
  const there = await row(
    db,
    Found,
    sql`select p.id from punishments p join servers s on s.id = ${server.serverId} and ${HOLDS_ON_SERVER}
        where p."endedAt" is null and p.kind = 'ban' and p."playerId" = ${playerId} limit 1`,
  );
  return there !== null;
}

const KnownPlayer = z.object({
  playerId: z.string(),
  name: z.string(),
  platformId: z.string().nullable(),
  key: z.string(),
  isVouched: z.boolean(),
});

/** The player that a list means: who is known under the id or the name, else somebody new. */
async function whomIn({ db, now }: Context, server: ServerHere, ban: ListedBan): Promise<Whom> {
  if (ban.address !== null) return { playerId: null, name: ban.address, address: ban.address };
  const { platformId, name } = ban;
  const [spelled] =
    platformId === null
      ? []
      : await rows(
          db,
          Found,
          sql`select id from players where realm = ${idRealm(server)} and key = any(${spellingsOf(platformId)}::text[]) limit 1`,
        );
  const called = name ?? platformId!;
  const met = spelled
    ? new Map([[called, spelled.id]])
    : await meetPlayers(db, server, [{ name: called, platformId }], now);
  const found = await row(
    db,
    KnownPlayer,
    sql`select id as "playerId", name, "platformId", key, realm like 'game:%' as "isVouched" from players where id = ${met.get(called)!}`,
  );
  return found!;
}
