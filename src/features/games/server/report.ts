import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import { GameReport, type ReportedGameEvent } from "#app/protocol/agent.ts";
import { takeGameEvents } from "./take-events.ts";
import { notToldByBridge } from "./told-by-bridge.ts";

const log = logOf("games");
const EXAMPLE_ID = "srv_01930000000070008000000000000001";
const Feed = z.object({ epoch: z.string(), seq: z.number(), n: z.number() });
const ReportedServer = z.object({ communityId: z.string().nullable(), game: z.string(), vouches: z.boolean() });

export const report = defineCommand({
  id: "games.report",
  summary: "Report what a server's console told of its game",
  description: "Taken once: a repeat changes nothing. About a server that is not on this node nothing is taken.",
  access: { kind: "node" },
  audit: "none",
  input: GameReport,
  output: z.object({ taken: z.int().nonnegative() }),
  example: { serverId: EXAMPLE_ID, epoch: "e1", from: 1, through: 1, lost: 0, events: [] },
  async run(context, said) {
    const { db, actor } = context;
    const server = await row(
      db,
      ReportedServer,
      sql`select "communityId", "blueprintDocument"->>'game' as game, vouches from servers where id = ${said.serverId} and "nodeId" = ${actor.id}`,
    );
    if (!server) {
      log.warn(
        { nodeId: actor.id, serverId: said.serverId },
        "a game's report about a server that is not on this node",
      );
      return { taken: 0 };
    }
    const fresh = await notToldByBridge(db, said.serverId, await advance(context, said));
    if (fresh.length > 0) await takeGameEvents(context, { serverId: said.serverId, ...server }, fresh, "console");
    return { taken: fresh.length };
  },
});

/** The events that were not taken before. Moves the server's feed; held until the commit, so reports of a server come one after the other. */
async function advance({ db, now }: Context, said: GameReport): Promise<ReportedGameEvent[]> {
  const { serverId, epoch, through, lost, events } = said;
  const held = sql`select epoch, seq, n from game_feeds where "serverId" = ${serverId} for update`;
  let feed = await row(db, Feed, held);
  if (!feed) {
    await db.execute(sql`
      insert into game_feeds ("serverId", epoch, seq, n, "updatedAt") values (${serverId}, ${epoch}, 0, 0, ${now}) on conflict do nothing`);
    feed = (await row(db, Feed, held))!;
  }
  const at = feed.epoch === epoch ? feed : { seq: 0, n: 0 };
  const fresh = events.filter(({ seq, n }) => seq > at.seq || (seq === at.seq && n > at.n));
  const isNews = through > at.seq || fresh.length > 0;
  if (!isNews && feed.epoch === epoch) return [];
  const last = Math.max(through, at.seq);
  const n = Math.max(last === at.seq ? at.n : 0, ...fresh.filter(({ seq }) => seq === last).map((event) => event.n));
  await db.execute(sql`
    update game_feeds set epoch = ${epoch}, seq = ${last}, n = ${n}, "lostLines" = "lostLines" + ${lost}, "updatedAt" = ${now}
    where "serverId" = ${serverId}`);
  return fresh;
}
