import * as z from "zod";
import { meetPlayers, unvouchedRealm, vouchedRealm } from "#app/features/players/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import {
  BAN_LIST_FORMATS,
  BanListError,
  BanListFormat,
  type ListedBan,
  type ReadBanList,
  readBanList,
  spellingsOf,
  writeBanList,
} from "../ban-lists.ts";
import { MAX_REASON } from "../rules.ts";
import { PunishmentScope } from "../schema.ts";
import { HOLDS_ON_SERVER } from "./covers.ts";
import { onServer, reachOf, type ServerHere, serverHere } from "./places.ts";
import { punish, type Whom } from "./punish.ts";

const EXAMPLE_SERVER = "srv_01930000000070008000000000000001";
const MAX_TEXT = 4_000_000;

const OneServer = z.object({ serverId: z.string().max(100) });
const oneServer: Subject<{ serverId: string }, ServerHere> = {
  kind: "server",
  load: ({ db }, { serverId }) => serverHere(db, serverId),
  on: onServer,
  see: "players:read",
  name: ({ serverId, serverName }) => ({ id: serverId, label: serverName }),
};

const Entry = z.object({
  name: z.string().nullable(),
  platformId: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string().nullable(),
  endsAt: Timestamp.nullable().describe("null: for ever."),
  becomes: z
    .enum(["ban", "there", "over"])
    .describe("ban: a ban that was not there; there: it holds already; over: its time has passed."),
});

export const importList = defineCommand({
  id: "banLists.import",
  summary: "Import a game's ban list",
  description:
    "Says first what it would do (`dryRun`, which is the default), and then does it. What holds already stays as it is, so a repeat adds nothing; nothing is lifted.",
  access: { kind: "permission", permission: "players:ban" },
  subject: oneServer,
  rings: true,
  errors: ["bad_request", "conflict"],
  input: OneServer.extend({
    format: BanListFormat,
    text: z.string().min(1).max(MAX_TEXT).describe("The file as it is."),
    scope: PunishmentScope.default("server"),
    dryRun: z.boolean().default(true).describe("Only say what would be done."),
  }),
  output: z.object({
    dryRun: z.boolean(),
    added: z.int().describe("Bans that were made, or would be."),
    there: z.int(),
    over: z.int(),
    entries: z.array(Entry).describe("The first 500."),
    problems: z
      .array(z.object({ at: z.int(), problem: z.string() }))
      .describe("What could not be read, by line or by place in the list; the first 100."),
  }),
  example: { serverId: EXAMPLE_SERVER, format: "source-users", text: "banid 0 STEAM_1:0:1234567\n" },
  http: { method: "POST", path: "/servers/{serverId}/ban-list" },
  async run(context, { format, text, scope, dryRun }, server) {
    const { actor, now } = context;
    if (!may(actor, "players:ban", reachOf(scope, server)))
      throw new AppError("forbidden", "forbidden", { permission: "players:ban" });
    const { bans, problems } = read(format, text, now);
    const entries: z.input<typeof Entry>[] = [];
    for (const ban of distinct(bans)) {
      const becomes = await take(context, server, { ban, scope, isReal: !dryRun });
      const { name, platformId, address, reason, endsAt } = ban;
      entries.push({ name, platformId, address, reason, endsAt: iso(endsAt), becomes });
    }
    const count = (what: string) => entries.filter(({ becomes }) => becomes === what).length;
    return {
      dryRun,
      added: count("ban"),
      there: count("there"),
      over: count("over"),
      entries: entries.slice(0, 500),
      problems: problems.slice(0, 100),
    };
  },
});

function read(format: BanListFormat, text: string, now: Date): ReadBanList {
  try {
    return readBanList(format, text, now);
  } catch (error) {
    if (error instanceof BanListError)
      throw new AppError("bad_request", "moderation.list_unreadable", { problem: error.message });
    throw error;
  }
}

/** Each once, as lists that were edited by hand say things twice. */
function distinct(bans: readonly ListedBan[]): ListedBan[] {
  return [
    ...new Map(bans.map((ban) => [ban.address ?? ban.platformId ?? `name ${ban.name!.toLowerCase()}`, ban])).values(),
  ];
}

async function take(
  context: Context,
  server: ServerHere,
  { ban, scope, isReal }: { ban: ListedBan; scope: PunishmentScope; isReal: boolean },
): Promise<"ban" | "there" | "over"> {
  const { db, now } = context;
  if (ban.endsAt !== null && ban.endsAt <= now) return "over";
  if (await isThere(context, server, ban)) return "there";
  if (!isReal) return "ban";
  const whom = await whomIn(context, server, ban);
  // Two spellings of one player in one list.
  if (whom.playerId !== null && (await isBanned(db, server, whom.playerId))) return "there";
  await punish(context, {
    kind: "ban",
    scope,
    server,
    whom,
    reason: (ban.reason?.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() || "Banned").slice(0, MAX_REASON),
    minutes: null,
    endsAt: ban.endsAt,
    source: "list",
  });
  return "ban";
}

/** Where a list's ids are those of players: a list is as good as the word of its server. */
function idRealm({ vouches, game, serverId }: ServerHere): string {
  return vouches ? vouchedRealm(game) : unvouchedRealm(serverId);
}

const Found = z.object({ id: z.string() });

async function isThere({ db }: Context, server: ServerHere, { address, platformId, name }: ListedBan) {
  const same =
    address !== null
      ? sql`p.address = ${address}`
      : platformId !== null
        ? sql`p."playerId" in (select id from players where realm = ${idRealm(server)} and key = any(${spellingsOf(platformId)}::text[]))`
        : sql`p."playerId" in (select id from players where realm = ${`server:${server.serverId}`} and key = ${name!.toLowerCase()}
            union select "playerId" from player_servers where "serverId" = ${server.serverId} and lower(name) = ${name!.toLowerCase()})`;
  const there = await row(
    db,
    Found,
    sql`select p.id from punishments p join servers s on s.id = ${server.serverId} and ${HOLDS_ON_SERVER}
        where p."endedAt" is null and p.kind = 'ban' and ${same} limit 1`,
  );
  return there !== null;
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

const Exported = z.object({
  name: z.string(),
  platformId: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  by: z.string(),
});

export const exportList = defineQuery({
  id: "banLists.export",
  summary: "Export the bans of a server as a game's ban list",
  description: "All bans and suspensions that hold on it, as far as the list can say them.",
  access: { kind: "permission", permission: "players:ban" },
  subject: oneServer,
  audit: "row",
  input: OneServer.extend({ format: BanListFormat }),
  output: z.object({
    file: z.string().describe("What the game calls it."),
    text: z.string(),
    leftOut: z.int().describe("Bans that this list cannot say, such as names where it holds ids."),
  }),
  example: { serverId: EXAMPLE_SERVER, format: "minecraft-players" },
  http: { method: "GET", path: "/servers/{serverId}/ban-list" },
  async run({ db, actor, now }, { format }, server) {
    const { file, of } = BAN_LIST_FORMATS[format];
    if (of !== "players" && !may(actor, "players.private:read", onServer(server)))
      throw new AppError("forbidden", "forbidden", { permission: "players.private:read" });
    const found = await rows(
      db,
      Exported,
      sql`select p.name, pl."platformId", p.address, p.reason, p."startsAt", p."endsAt", p."createdBy" as by
          from punishments p join servers s on s.id = ${server.serverId} and ${HOLDS_ON_SERVER} left join players pl on pl.id = p."playerId"
          where p."endedAt" is null and p.kind in ('ban', 'suspend') order by p.num`,
    );
    return { file, ...writeBanList(format, found, now) };
  },
});
