import * as z from "zod";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { SequencedEvent } from "#app/operation/follow.ts";
import { visibleEvents } from "#app/operation/visible.ts";
import { join, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { typesOf } from "../catalogue.ts";
import { PublishedEvent, TypePatterns } from "../schema.ts";
import { sightOf, unnamed } from "../sight.ts";
import { CommunityLevels } from "./community-levels.ts";

const Filter = z.object({
  types: TypePatterns.refine((patterns) => patterns.every((pattern) => typesOf(pattern).length > 0), {
    error: "There is no such type; /event-types lists them.",
  })
    .optional()
    .describe("Types to be told of, comma-separated; server.* is all of one noun."),
  serverId: z.string().max(100).optional().describe("Only what is about this server."),
  communityId: z.string().max(100).optional().describe("Only what is about this community."),
  from: Timestamp.optional().describe("Only what happened then or later."),
  to: Timestamp.optional().describe("Only what happened before."),
});

/** What has happened, out of the outbox: the past of the very stream that `events.follow` goes on with. */
export const list = defineQuery({
  id: "events.list",
  summary: "List events",
  description: "Newest first, as far back as events are kept (30 days). Only those whose own permission you hold.",
  access: { kind: "list", permission: "events:read" },
  input: CursorInput.extend(Filter.shape),
  output: cursorPageOf(PublishedEvent),
  example: { types: "server.*", limit: 20 },
  http: { method: "GET", path: "/events/history" },
  async run({ db, actor }, { cursor, limit, ...filter }) {
    const levels = new CommunityLevels(db);
    const before = cursor === undefined ? [] : [sql`e.position < ${cursorId(cursor)}`];
    const where = join(
      [sql`e.position is not null`, visibleEvents(actor), ...conditionsOf(filter), ...before],
      " and ",
    );
    const found = await rows(
      db,
      SequencedEvent,
      sql`select position, id, type, version, at, "serverId", "communityId", "userId", permission, payload
          from outbox_events e where ${where} order by e.position desc limit ${limit + 1}`,
    );
    const page = found.slice(0, limit);
    const levelOf = await levels.of(page);
    const items = page.flatMap((event) => {
      const sight = sightOf(actor, event, levelOf(event.communityId));
      // Which events are a community's is not to be found out by asking for them.
      if (sight === "none" || (sight === "unnamed" && filter.communityId !== undefined)) return [];
      const { permission: _, at, payload, ...told } = sight === "whole" ? event : unnamed(event);
      return [{ ...told, at: iso(at), payload: payload as PublishedEvent["payload"] }];
    });
    return { items, nextCursor: found.length > limit ? cursorOf(page.at(-1)!.position) : null };
  },
});

function conditionsOf({ types, serverId, communityId, from, to }: z.output<typeof Filter>): SqlText[] {
  return [
    ...(types ? [sql`e.type = any(${types.flatMap(typesOf).map(({ type }) => type)}::text[])`] : []),
    ...(serverId ? [sql`e."serverId" = ${serverId}`] : []),
    ...(communityId ? [sql`e."communityId" = ${communityId}`] : []),
    ...(from ? [sql`e.at >= ${new Date(from)}`] : []),
    ...(to ? [sql`e.at < ${new Date(to)}`] : []),
  ];
}
