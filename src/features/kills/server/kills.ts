import * as z from "zod";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { AppError } from "#app/lib/errors.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { Timestamp } from "#app/lib/time.ts";
import { cursorMoment, momentCursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { join, row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { Game, Kill, KillEvidence, KillId, KillKind, KillSource } from "../schema.ts";
import { withName, withNames } from "./kill-names.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { namedParty, visibleKills } from "./seen-kills.ts";

export const EXAMPLE_KILL = "kil_01930000000070008000000000000001";

const Filters = z.object({
  game: Game.optional(),
  kind: KillKind.optional(),
  evidence: KillEvidence.optional(),
  source: KillSource.optional(),
  playerId: z.string().max(64).optional().describe("Kills and deaths of this player."),
  killerId: z.string().max(64).optional(),
  victimId: z.string().max(64).optional(),
  userId: z.string().max(64).optional().describe("Kills and deaths of this user's players."),
  communityId: z.string().max(64).optional(),
  serverId: ServerId.optional(),
  weapon: z.string().max(200).optional(),
  place: z.string().max(200).optional(),
  system: z.string().max(200).optional(),
  from: Timestamp.optional().describe("From this moment on."),
  to: Timestamp.optional().describe("Before this moment."),
  confirmed: z.stringbool().or(z.boolean()).optional().describe("True: told by more than one alone."),
});

export const list = defineQuery({
  id: "kills.list",
  summary: "List kills",
  description: "Newest first. Whoever shows their kills to few is not named to others, and not found by who they are.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: CursorInput.extend(Filters.shape),
  output: cursorPageOf(Kill),
  example: { game: "star citizen" },
  http: { method: "GET", path: "/kills" },
  async run({ db, actor, now }, { cursor, limit, ...filters }) {
    const conditions: SqlText[] = [visibleKills(actor, now), sql`k.state <> 'retracted'`];
    const isKiller = (id: string) => sql`(k."killerId" = ${id} and ${namedParty(actor, "killer")})`;
    const isVictim = (id: string) => sql`(k."victimId" = ${id} and ${namedParty(actor, "victim")})`;
    const given = <T>(value: T | undefined, condition: (value: T) => SqlText) => {
      if (value !== undefined) conditions.push(condition(value));
    };
    given(filters.game, (game) => sql`k.game = ${game}`);
    given(filters.kind, (kind) => sql`k.kind = ${kind}::kill_kind`);
    given(filters.evidence, (evidence) => sql`k.evidence = ${evidence}::kill_evidence`);
    given(filters.source, (source) => sql`k.source = ${source}`);
    given(filters.playerId, (id) => sql`(${isKiller(id)} or ${isVictim(id)})`);
    given(filters.killerId, isKiller);
    given(filters.victimId, isVictim);
    given(
      filters.userId,
      (id) =>
        sql`((kp."userId" = ${id} and ${namedParty(actor, "killer")}) or (vp."userId" = ${id} and ${namedParty(actor, "victim")}))`,
    );
    const communityId = filters.communityId && (await requireReadable(db, actor, filters.communityId));
    given(communityId, (id) => sql`k."communityIds" && array[${id}]::text[]`);
    given(filters.serverId, (id) => sql`k."serverId" = ${id}`);
    given(filters.weapon, (weapon) => sql`k.weapon = ${weapon}`);
    given(filters.place, (place) => sql`k.place = ${place}`);
    given(filters.system, (system) => sql`k.system = ${system}`);
    given(filters.from, (from) => sql`k.at >= ${new Date(from)}`);
    given(filters.to, (to) => sql`k.at < ${new Date(to)}`);
    given(filters.confirmed, (confirmed) => sql`k.confirmed = ${confirmed}`);
    if (cursor !== undefined) {
      const { at, id } = cursorMoment(cursor);
      conditions.push(sql`(k.at, k.num) < (${at}, ${Number(id)})`);
    }
    const found = await rows(
      db,
      KillRow,
      sql`${selectKills(actor)} where ${join(conditions, " and ")} order by k.at desc, k.num desc limit ${limit + 1}`,
    );
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await withNames(
        db,
        shown.map((kill) => shownKill(kill, actor, now)),
      ),
      nextCursor: found.length > limit && last ? momentCursorOf(last.at, String(last.num)) : null,
    };
  },
});

export const OneKill = z.object({ killId: KillId });

export const get = defineQuery({
  id: "kills.get",
  summary: "Get a kill",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: OneKill,
  output: Kill,
  example: { killId: EXAMPLE_KILL },
  http: { method: "GET", path: "/kills/{killId}" },
  async run(context, input) {
    const { db, actor, now } = context;
    const kill = await row(
      db,
      KillRow,
      sql`${selectKills(actor)} where k.id = ${input.killId} and ${visibleKills(actor, now)}`,
    );
    if (!kill) throw new AppError("not_found", "kills.unknown");
    return withName(db, shownKill(kill, actor, now));
  },
});
