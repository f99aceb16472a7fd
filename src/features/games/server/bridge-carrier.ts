import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { outlasting } from "#app/platform/database-away.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { GameOrderOutcome, OrderCarrier } from "./order-carrier.ts";

/** Beside the bell that rings when an answer has come, in case it was not heard. */
const LOOK_MS = 250;
/** An answer that was given in time may take this long to arrive. */
const ARRIVAL_MS = SECOND;

type Outcome = Omit<GameOrderOutcome, "via">;
const Answer = z.object({
  state: z.enum(["done", "failed"]).nullable(),
  said: z.string().nullable(),
  sent: z.boolean(),
});

/** The way to games that are connected by the bridge: whichever sidecar has the game's stream of orders sends it, and the game answers. */
export const bridgeCarrier: OrderCarrier = {
  via: "bridge",
  async takes(db, { serverId, kind }) {
    const found = await db.query(
      sql`select 1 as found from bridge_links where "serverId" = ${serverId} and connected and "leaseUntil" > ${now()} and ${kind} = any(takes)`,
    );
    return found.length > 0;
  },
  async carry(runtime, { id, serverId, kind, fields, deadline }) {
    const { database } = runtime;
    await outlasting(() =>
      database.execute(sql`
        insert into bridge_orders (id, "serverId", kind, fields, deadline) values (${id}, ${serverId}, ${kind}, ${JSON.stringify(fields)}::jsonb, ${deadline})
        on conflict do nothing`),
    );
    runtime.ringDoorbell();
    return (await answerTo(runtime, id, deadline)) ?? withdrawn(database, id);
  },
};

/** What a game has answered to an order, by whomever it was carried. */
export async function answerByBridge(db: Sql, id: string): Promise<Outcome | null> {
  return outcomeIn(await answerOf(db, id));
}

function outcomeIn(answer: z.output<typeof Answer> | null): Outcome | null {
  if (!answer?.state) return null;
  return { state: answer.state, said: answer.said, reason: answer.state === "failed" ? "refused" : null };
}

async function answerTo(runtime: Runtime, id: string, deadline: Date): Promise<Outcome | null> {
  let until = deadline.getTime() + ARRIVAL_MS;
  for (;;) {
    const ring = Promise.withResolvers<void>();
    const stop = runtime.doorbell.onRing(ring.resolve);
    const timer = setTimeout(ring.resolve, LOOK_MS);
    try {
      const askedAt = now().getTime();
      const found = await outlasting(() => answerOf(runtime.database, id));
      // Where the database was away, the game could not answer either.
      if (now().getTime() - askedAt > ARRIVAL_MS) until = Math.max(until, now().getTime() + 2 * ARRIVAL_MS);
      if (found?.state || now().getTime() >= until || !found) return outcomeIn(found);
      await ring.promise;
    } finally {
      stop();
      clearTimeout(timer);
    }
  }
}

function answerOf(db: Sql, id: string): Promise<z.output<typeof Answer> | null> {
  return row(db, Answer, sql`select state, said, "sentAt" is not null as sent from bridge_orders where id = ${id}`);
}

/** What no game has got is got by none; of what one has got nothing is known. */
async function withdrawn(db: Sql, id: string): Promise<Outcome> {
  const taken = await outlasting(() =>
    db.execute(sql`delete from bridge_orders where id = ${id} and "sentAt" is null`),
  );
  return taken > 0
    ? { state: "expired", said: null, reason: "expired" }
    : { state: "failed", said: null, reason: "interrupted" };
}
