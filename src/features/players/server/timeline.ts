import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { namedParty, PARTIES, visibleKills } from "#app/features/kills/server/index.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorMoment, momentCursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { join, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { TimelineEntry, TimelineKind } from "../schema.ts";
import { isEvidence, TIMELINE_KINDS } from "../timeline-cuts.ts";
import { gameKindsOf, timelineKind, wordsOf } from "../timeline-kinds.ts";
import { EXAMPLE_PLAYER, OnePlayer, placesWith, playerSubject } from "./player-rows.ts";
import { type Reach, within } from "./reach.ts";

/** In an address: `chat,notes`. */
const Kinds = z.preprocess(
  (given) => (typeof given === "string" ? given.split(",").filter(Boolean) : given),
  z.array(TimelineKind).max(TIMELINE_KINDS.length),
);

interface Question {
  playerId: string;
  /** Of which servers each kind may be seen. */
  players: Reach;
  addresses: Reach;
  notes: Reach;
  reports: Reach;
  kills: {
    /** Which the reader may see. */
    visible: SqlText;
    /** Whether killer and victim are named to the reader. */
    killerNamed: SqlText;
    victimNamed: SqlText;
    serverId: string | null;
  };
  before: { at: Date; id: string } | null;
  limit: number;
}

/** A table that timelines are made of: its rows as (id, type, at, "serverId", text, fields). `moment` and `id` are its own words for when and which. */
interface Source {
  kinds: readonly TimelineKind[];
  select(
    question: Question,
    kinds: readonly TimelineKind[],
  ): { columns: SqlText; from: SqlText; at: SqlText; id: SqlText };
}

const gameEvents = (side: "playerId" | "otherId"): Source => ({
  kinds: ["chat", "commands", "deaths", "achievements", "other"],
  select: ({ playerId, players }, kinds) => ({
    columns: sql`e.kind as type, e."serverId", null::text as text, e.fields || jsonb_build_object('details', e.details) as fields`,
    from: sql`game_events e where ${side === "playerId" ? sql`e."playerId"` : sql`e."otherId"`} = ${playerId}
      and e.kind = any(${gameKindsOf(kinds)}::text[]) and ${within(players, sql`e."serverId"`)}
      ${side === "otherId" ? sql`and e."playerId" is distinct from e."otherId"` : sql``}`,
    at: sql`e.at`,
    id: sql`('evt-' || lpad(e.id::text, 15, '0'))`,
  }),
});

/** Of one side each, along its index. What a game of the panel told is under deaths too, so where both are wanted it is told there alone. */
const kills = (side: "killer" | "victim"): Source => ({
  kinds: ["kills"],
  select: ({ playerId, kills: { visible, killerNamed, victimNamed, serverId } }, kinds) => ({
    columns: sql`k.kind::text as type, k."serverId", null::text as text, jsonb_build_object('killId', k.id, 'side', ${side}::text, 'weapon', k.weapon, 'place', k.place, 'evidence', k.evidence,
      'confirmed', k.confirmed, 'disputed', k.state = 'disputed', 'killer', case when ${killerNamed} then coalesce(kp.name, k."killerName") end,
      'victim', case when ${victimNamed} then coalesce(vp.name, k."victimName") end) as fields`,
    from: sql`kills k ${PARTIES} where ${side === "killer" ? sql`k."killerKey" = ${playerId} and ${killerNamed}` : sql`k."victimKey" = ${playerId} and ${victimNamed} and k."killerKey" <> ${playerId}`}
      and k.state <> 'retracted' and ${visible} ${serverId === null ? sql`` : sql`and k."serverId" = ${serverId}`}
      ${kinds.includes("deaths") ? sql`and k."serverId" is null` : sql``}`,
    at: sql`k.at`,
    id: sql`('kil-' || lpad(k.num::text, 15, '0'))`,
  }),
});

const SOURCES: readonly Source[] = [
  kills("killer"),
  kills("victim"),
  gameEvents("playerId"),
  gameEvents("otherId"),
  {
    kinds: ["sessions"],
    select: ({ playerId, players, addresses }) => ({
      columns: sql`'session' as type, v."serverId", v."endReason" as text, jsonb_build_object('endedAt', v."endedAt", 'address',
        case when ${within(addresses, sql`v."serverId"`)} then v.address end) as fields`,
      from: sql`player_sessions v where v."playerId" = ${playerId} and ${within(players, sql`v."serverId"`)}`,
      at: sql`v."startedAt"`,
      id: sql`('ses-' || lpad(v.id::text, 15, '0'))`,
    }),
  },
  {
    kinds: ["punishments"],
    select: ({ playerId, players, notes }) => ({
      columns: sql`p.kind as type, p."serverId", p.reason as text, jsonb_build_object('punishmentId', p.id, 'by', p."createdBy", 'scope', p.scope,
        'until', p."endsAt", 'endedAt', p."endedAt", 'endReason', p."endReason", 'endedBy', p."endedBy", 'note',
        case when ${within(notes, sql`p."serverId"`)} then p.note end) as fields`,
      // What holds on all servers holds on the reader's too, wherever it was given.
      from: sql`punishments p where p."playerId" = ${playerId} and (${within(players, sql`p."serverId"`)} or p.scope = 'all')`,
      at: sql`p."startsAt"`,
      id: sql`p.id`,
    }),
  },
  {
    kinds: ["notes"],
    select: ({ playerId, notes }) => ({
      columns: sql`'note' as type, n."serverId", n.text, jsonb_build_object('noteId', n.id, 'authorId', n."authorId", 'by', n."authorName",
        'editedAt', nullif(n."updatedAt", n."createdAt")) as fields`,
      from: sql`player_notes n where n."playerId" = ${playerId} and ${within(notes, sql`n."serverId"`)}`,
      at: sql`n."createdAt"`,
      id: sql`n.id`,
    }),
  },
  {
    kinds: ["reports"],
    select: ({ playerId, reports }) => ({
      columns: sql`'report' as type, r."serverId", r.text, jsonb_build_object('reportId', r.id, 'number', r.num, 'by', r."reporterName", 'state', r.state::text,
        'outcome', r.outcome, 'answer', r.answer, 'resolvedBy', r."resolvedByName") as fields`,
      from: sql`player_reports r where r."playerId" = ${playerId} and ${within(reports, sql`r."serverId"`)}`,
      at: sql`r."createdAt"`,
      id: sql`r.id`,
    }),
  },
];

/** The newest of a source, before the cursor. The moment is compared by itself too, so that an index is read from there. */
function newestOf(source: Source, question: Question, kinds: readonly TimelineKind[]): SqlText {
  const { columns, from, at, id } = source.select(question, kinds);
  const { before, limit } = question;
  const earlier = before
    ? sql`and ${at} <= ${before.at} and (${at} < ${before.at} or ${id} < ${before.id} collate "C")`
    : sql``;
  return sql`(select ${id} as id, ${at} as at, ${columns} from ${from} ${earlier} order by ${at} desc, ${id} collate "C" desc limit ${limit})`;
}

const EntryRow = z.object({
  id: z.string(),
  at: z.date(),
  type: z.string(),
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  text: z.string().nullable(),
  fields: z.record(z.string(), z.json()),
});

function shown({ type, text, fields, ...entry }: z.output<typeof EntryRow>): TimelineEntry {
  const isGameEvent = isEvidence(entry);
  const kind = isGameEvent ? timelineKind(type) : KIND_OF_SOURCE[entry.id.slice(0, 3)]!;
  return {
    ...entry,
    type,
    kind,
    at: iso(entry.at),
    text: isGameEvent ? wordsOf(type, fields) : text,
    fields,
  };
}

const KIND_OF_SOURCE: Readonly<Record<string, TimelineKind>> = {
  ses: "sessions",
  pun: "punishments",
  pno: "notes",
  prp: "reports",
  kil: "kills",
};

export const timeline = defineQuery({
  id: "players.timeline",
  summary: "Read a player's timeline",
  description:
    "What they said and did, their visits, deaths, kills and punishments, and what the team noted, newest first and as far as you may see it. What happened in games is kept as long as the settings say.",
  access: { kind: "permission", permission: "players:read" },
  subject: playerSubject("players:read"),
  input: OnePlayer.extend({
    ...CursorInput.shape,
    kinds: Kinds.optional().describe("Only these, with commas between them; absent: all."),
    serverId: ServerId.optional().describe("Of this server alone."),
  }),
  output: cursorPageOf(TimelineEntry),
  example: { playerId: EXAMPLE_PLAYER, kinds: ["chat", "punishments"] },
  http: { method: "GET", path: "/players/{playerId}/timeline" },
  async run({ db, actor, now }, { playerId, kinds = [], serverId, cursor, limit }, { places }) {
    const wanted = kinds.length > 0 ? kinds : TIMELINE_KINDS;
    const reach = (permission: Parameters<typeof placesWith>[1]): Reach => {
      const all = placesWith(actor, permission, places);
      return serverId ? (all ?? [serverId]).filter((id) => id === serverId) : all;
    };
    const question: Question = {
      playerId,
      players: reach("players:read"),
      addresses: reach("players.private:read"),
      notes: reach("players.notes:read"),
      reports: reach("players.reports:read"),
      kills: {
        visible: visibleKills(actor, now),
        killerNamed: namedParty(actor, "killer"),
        victimNamed: namedParty(actor, "victim"),
        serverId: serverId ?? null,
      },
      before: cursor === undefined ? null : cursorMoment(cursor),
      limit: limit + 1,
    };
    const parts = SOURCES.filter((source) => source.kinds.some((kind) => wanted.includes(kind)));
    const found = await rows(
      db,
      EntryRow,
      sql`select t.id, t.at, t.type, t."serverId", s.name as "serverName", t.text, t.fields
          from (${join(
            parts.map((source) => newestOf(source, question, wanted)),
            " union all ",
          )}) t left join servers s on s.id = t."serverId" order by t.at desc, t.id collate "C" desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map(shown);
    const last = found[limit - 1];
    return { items, nextCursor: found.length > limit ? momentCursorOf(last!.at, last!.id) : null };
  },
});
