import * as z from "zod";
import { forgetKiller, killsToExport } from "#app/features/kills/server/index.ts";
import { countGameEvents } from "#app/features/statistics/server/index.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { literal, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { playerErased } from "../events.ts";
import { keepPunishments } from "./kept-bans.ts";
import { EXAMPLE_PLAYER, OnePlayer, playerSubject } from "./player-rows.ts";
import { tablesOfPlayers, viewsOfPlayers } from "./player-tables.ts";
import { placesOrNone } from "./players.ts";

/** Stands where a name stood in what others did. */
const ERASED = "(erased)";
/** The table of those things that have two sides, of which one alone is theirs. */
const KILLS = "kills";
/** A cursor counts the tables in steps of this, and rows within one. */
const TABLE_STEP = 10_000_000_000;
/** Columns that lead to nothing but a way in. */
const SECRET_COLUMN = /hash$|^appealCode$/i;

const subject = playerSubject("players:erase");

const ExportedRow = z.object({ table: z.string(), row: z.record(z.string(), z.json()) });

export const exportPlayer = defineQuery({
  id: "players.exportPlayer",
  summary: "Export everything that is known of a player",
  description:
    "Every row that the panel has of them, table by table, addresses too: read on with nextCursor until there is none. What consoles of servers have kept on their nodes is not in it.",
  access: { kind: "permission", permission: "players:erase" },
  subject,
  audit: "row",
  input: OnePlayer.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(500).describe("How many rows, 1 to 1000."),
  }),
  output: z.object({ items: z.array(ExportedRow), nextCursor: z.string().nullable() }),
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "GET", path: "/players/{playerId}/export" },
  async run({ db }, { playerId, cursor, limit }) {
    const views = await viewsOfPlayers(db);
    const parts = ["players", KILLS, ...(await tablesOfPlayers(db)), ...views];
    const from = cursor === undefined ? 0 : cursorId(cursor);
    const items: z.input<typeof ExportedRow>[] = [];
    let offset = from % TABLE_STEP;
    for (let part = Math.floor(from / TABLE_STEP); part < parts.length; part++, offset = 0) {
      const wanted = limit - items.length;
      const found = await rowsOf(db, parts[part]!, playerId, {
        limit: wanted + 1,
        offset,
        isView: views.includes(parts[part]!),
      });
      items.push(...found.slice(0, wanted).map((each) => ({ table: parts[part]!, row: each })));
      if (found.length > wanted) return { items, nextCursor: cursorOf(part * TABLE_STEP + offset + wanted) };
    }
    return { items, nextCursor: null };
  },
});

async function rowsOf(
  db: Sql,
  table: string,
  playerId: string,
  { limit, offset, isView }: { limit: number; offset: number; isView: boolean },
) {
  const column = literal(table === "players" ? "t.id" : 't."playerId"');
  const all =
    table === KILLS
      ? killsToExport(playerId)
      : sql`select to_jsonb(t) as row from ${literal(`"${table}"`)} t where ${column} = ${playerId} order by ${isView ? sql`to_jsonb(t)::text` : sql`t.ctid`}`;
  const found = await rows(
    db,
    z.object({ row: z.record(z.string(), z.json()) }),
    sql`${all} limit ${limit} offset ${offset}`,
  );
  return found.map((each) =>
    Object.fromEntries(Object.entries(each.row).filter(([name]) => !SECRET_COLUMN.test(name))),
  );
}

const Named = z.object({ names: z.array(z.string()) });

export const erase = defineCommand({
  id: "players.erase",
  summary: "Erase everything that is known of a player",
  description:
    "Who they are, what they were called, their visits with addresses, all they said and did, notes, reports and past punishments, also in the history of events. In what others did, their name is taken out. There is no way back. The audit log keeps that it was done, without the name. Whoever comes back is met as somebody new. Bans, suspensions and mutes that hold are kept without name, notes and evidence: the panel knows them by a keyed hash of who they are of, and gives them back to who comes in as the same; what games have to be told to lift them stays sealed until then. What consoles have kept on their nodes goes with the servers' own logs.",
  access: { kind: "permission", permission: "players:erase" },
  subject: { ...subject, name: ({ id }) => ({ id, label: id }) },
  freshSignIn: true,
  input: OnePlayer,
  output: z.object({}),
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "DELETE", path: "/players/{playerId}", status: 204 },
  async run({ db, emit, now, runtime }, { playerId }, player) {
    await db.query(sql`select id from players where id = ${playerId} for update`);
    await endVisits(db, playerId, now);
    const known = await row(
      db,
      Named,
      sql`select array(select name from player_names where "playerId" = ${playerId} union select name from players where id = ${playerId}) as names`,
    );
    const names = [...known!.names, ...(player.platformId ? [player.platformId] : [])];
    const serverIds = player.places.map(({ serverId }) => serverId);
    await eraseCopies(db, { playerId, names, serverIds });
    await eraseFromOthers(db, { playerId, names, serverIds });
    await forgetKiller(db, { playerId, names, erased: ERASED });
    for (const name of names) await eraseFromEvidence(db, playerId, name);
    await keepPunishments(db, runtime.vault, player, ERASED);
    for (const table of await tablesOfPlayers(db))
      await db.execute(sql`delete from ${literal(`"${table}"`)} where "playerId" = ${playerId}`);
    await db.execute(sql`delete from players where id = ${playerId}`);
    for (const serverId of placesOrNone(player)) emit(playerErased, { playerId, serverId });
    return {};
  },
});

/** Whoever is in leaves the figures as by the door: what they played stays counted, and they are not counted as in for ever. */
async function endVisits(db: Sql, playerId: string, now: Date): Promise<void> {
  const open = await rows(
    db,
    z.object({ serverId: z.string() }),
    sql`delete from player_sessions where "playerId" = ${playerId} and "endedAt" is null returning "serverId"`,
  );
  for (const serverId of open.map((visit) => visit.serverId).sort())
    await countGameEvents({ db }, serverId, [], { changes: [{ at: now, by: -1 }], firstSeen: [] });
}

interface Erased {
  playerId: string;
  names: readonly string[];
  /** Where they were. */
  serverIds: readonly string[];
}

/** What was told on: events, what webhooks sent of them, orders to games, notices, and the words of the audit log. */
async function eraseCopies(db: Sql, { playerId, names, serverIds }: Erased): Promise<void> {
  await db.execute(sql`
    delete from outbox_events where ${playerId} in (payload->>'playerId', payload->>'otherId', payload->>'killerId', payload->>'victimId')`);
  await db.execute(sql`
    delete from outbox_events o where o."serverId" = any(${[...serverIds]}::text[]) and o.type like 'game.%'
      and exists (select from jsonb_each_text(o.payload) f where f.value = any(${[...names]}::text[]))
      and not exists (select from player_names n where n."playerId" in (o.payload->>'playerId', o.payload->>'otherId') and n.name = any(${[...names]}::text[]))`);
  await db.execute(sql`delete from webhook_deliveries where body like ${`%${playerId}%`}`);
  await db.execute(sql`
    delete from server_orders o using player_servers v where v."playerId" = ${playerId} and o."serverId" = v."serverId"
      and exists (select from jsonb_each_text(o.fields) f where f.value = any(${[...names]}::text[]))`);
  await db.execute(sql`
    delete from bridge_orders o using player_servers v where v."playerId" = ${playerId} and o."serverId" = v."serverId"
      and exists (select from jsonb_each_text(o.fields) f where f.value = any(${[...names]}::text[]))`);
  await db.execute(sql`delete from discord_messages where body::text like ${`%${playerId}%`}`);
  await db.execute(sql`
    with gone as (
      delete from notifications where type like 'player.%' and params->>'name' = any(${[...names]}::text[]) returning id)
    delete from outbox_events where type = 'notification.created' and payload->>'notificationId' in (select id from gone)`);
  await db.execute(sql`
    delete from rsi_pages g using players p where p.id = ${playerId} and p.realm = 'game:star citizen' and p.key = 'name:' || g.handle`);
  await db.execute(sql`
    update log_imports i set handle = null from players p
    where p.id = ${playerId} and p.realm = 'game:star citizen' and p.key = 'name:' || lower(i.handle)`);
  await db.execute(sql`delete from attempts where key = ${`player-link:${playerId}`}`);
  await db.execute(sql`
    update audit_entries set "targetLabel" = "targetId", input = null, before = null, after = null
    where "targetId" = ${playerId} or "targetId" in (
      select id from player_notes where "playerId" = ${playerId} union all select id from player_reports where "playerId" = ${playerId}
      union all select id from punishments where "playerId" = ${playerId})`);
}

/** What others did with them stays theirs. Who is called the same keeps their name. */
async function eraseFromOthers(db: Sql, { playerId, names, serverIds }: Erased): Promise<void> {
  const named = sql`any(${[...names]}::text[])`;
  await db.execute(sql`
    update game_events e set "otherId" = nullif(e."otherId", ${playerId}), fields = e.fields || coalesce((
      select jsonb_object_agg(f.key, ${ERASED}::text) from jsonb_each_text(e.fields) f where f.value = ${named}), '{}')
    where e."playerId" is distinct from ${playerId} and (e."otherId" = ${playerId} or (e."serverId" = any(${[...serverIds]}::text[])
      and exists (select from jsonb_each_text(e.fields) f where f.value = ${named})
      and not exists (select from player_names n where n."playerId" in (e."playerId", e."otherId") and n.name = ${named})))`);
  await db.execute(sql`
    update world_history set other = ${ERASED} where "serverId" = any(${[...serverIds]}::text[]) and other = ${named} and "playerId" is distinct from ${playerId}`);
  await db.execute(sql`
    update world_history set who = ${ERASED} where "serverId" = any(${[...serverIds]}::text[]) and who = ${named} and "playerId" is null`);
  await db.execute(sql`
    update player_reports set "reporterPlayerId" = null, "reporterName" = ${ERASED} where "reporterPlayerId" = ${playerId} and "playerId" <> ${playerId}`);
}

/** Copies of what happened, kept with reports and punishments of others: where a field is their name. */
async function eraseFromEvidence(db: Sql, playerId: string, name: string): Promise<void> {
  const said = `: ${JSON.stringify(name)}`;
  for (const table of ["player_reports", "punishments"])
    await db.execute(sql`
      update ${literal(table)} t set evidence = replace(t.evidence::text, ${said}, ${`: ${JSON.stringify(ERASED)}`})::jsonb
      where position(${said} in t.evidence::text) > 0 and t."playerId" is distinct from ${playerId}
        and not exists (select from player_names n where n."playerId" = t."playerId" and n.name = ${name})`);
}
