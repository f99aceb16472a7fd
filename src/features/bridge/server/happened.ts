import * as z from "zod";
import { takeGameEvents } from "#app/features/games/server/index.ts";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { HappenedReport } from "../schema.ts";
import { holdFeed } from "./feed.ts";
import { byOurClock } from "./game-clock.ts";
import { meetingOf } from "./met.ts";
import { EXAMPLE_REPORT, reported } from "./reporting.ts";
import { takeTurn } from "./streams.ts";

export const events = defineCommand({
  id: "bridge.events",
  summary: "Report what happened in a game",
  description:
    "The kinds and fields of game events. What happened while the game was not connected, and its console told, is left out: it was taken from there.",
  access: { kind: "permission", permission: "events:write" },
  ...reported,
  input: OneServer.extend(HappenedReport.shape),
  example: {
    ...EXAMPLE_REPORT,
    events: [
      { kind: "player_login", at: "2026-11-21T12:00:00.000Z", fields: { player: "Ashwyn", room: "Town Square" } },
    ],
  },
  http: { method: "POST", path: "/servers/{serverId}/bridge/events" },
  async run(context, said) {
    const { db, now } = context;
    const { serverId } = said;
    const ours = byOurClock(said.sentAt, now);
    const turn = await takeTurn(context, "events", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    await holdFeed(context, serverId);
    const away = await awayOf(db, serverId);
    const happened = said.events
      .map((event) => ({ ...event, at: ours(event.at) }))
      .filter(({ kind, at }) => !(at > away.from && at < away.to && away.toldByConsole.includes(kind)));
    if (happened.length > 0) await takeGameEvents(context, await meetingOf(db, serverId), happened);
    return { taken: true, revision: turn.revision };
  },
});

const Away = z.object({
  connectedAt: z.date(),
  disconnectedAt: z.date().nullable(),
  toldByConsole: z.array(z.string()),
});

/** When the game was last not connected, and what its console tells: at that time the console was listened to. */
async function awayOf(
  db: Sql,
  serverId: string,
): Promise<{ from: number; to: number; toldByConsole: readonly string[] }> {
  const link = await row(
    db,
    Away,
    sql`select l."connectedAt", l."disconnectedAt",
          array(select distinct e->>'event' from jsonb_array_elements(
            coalesce(s."blueprintDocument"->'console'->'events', '[]') || coalesce(c.document->'console'->'events', '[]')) as e) as "toldByConsole"
        from bridge_links l join servers s on s.id = l."serverId"
          left join console_patterns c on c.id = s."blueprintDocument"->'console'->>'uses'
        where l."serverId" = ${serverId}`,
  );
  return {
    from: link!.disconnectedAt?.getTime() ?? 0,
    to: link!.connectedAt.getTime(),
    toldByConsole: link!.toldByConsole,
  };
}
