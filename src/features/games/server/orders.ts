import * as z from "zod";
import { Blueprint } from "#app/features/hosting/blueprint.ts";
import { renderCommand } from "#app/features/hosting/render-spec.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { invalidInput } from "#app/operation/invalid-input.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { outlasting } from "#app/platform/database-away.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { argumentsOf, GAME_ORDERS, type GameOrderKind, type NewGameOrder } from "../game-order.ts";
import { answerByBridge, bridgeCarrier } from "./bridge-carrier.ts";
import type { CarriedOrder, GameOrderOutcome, OrderCarrier } from "./order-carrier.ts";
import { saidAtLogin } from "./said-at-login.ts";

export type { GameOrderOutcome } from "./order-carrier.ts";

const DEADLINE_SEC = 10;
/** How long a game is listened to for what it says to an order, at most. */
const LISTEN_MS = 1500;

const consoleCarrier: OrderCarrier = {
  via: "console",
  takes: async (_db, { kind, blueprint }) => blueprint.commands.some(({ name }) => name === kind),
  async carry({ gateway, database }, { id, serverId, nodeId, kind, fields, deadline, blueprint }) {
    const command = blueprint.commands.find(({ name }) => name === kind)!;
    // Some games speak of players by a number, which they say when somebody comes in.
    const said = typeof fields.player === "string" ? await saidAtLogin(database, serverId, fields.player) : {};
    const rendered = renderCommand(command, argumentsOf(command, { ...said, ...fields }));
    if ("problems" in rendered) {
      const { path, message } = rendered.problems[0]!;
      return { state: "failed", said: null, reason: `${path.at(-1)} ${message}` };
    }
    const answer = await gateway.ask(nodeId, "order", {
      orderId: id,
      serverId,
      kind: "command",
      line: rendered.line,
      deadline: deadline.getTime(),
      listenMs: LISTEN_MS,
    });
    return { state: answer.state, reason: answer.reason, said: answer.said.length > 0 ? answer.said.join("\n") : null };
  },
};

/** The ways to a game, the best first. */
const CARRIERS: readonly OrderCarrier[] = [bridgeCarrier, consoleCarrier];

/**
 * Writes an order to a server's game in the caller's transaction. It goes when `deliverOrder` is called after the commit, or by itself where the worker is to
 * see to it. Throws AppError `invalid_input` for fields that a game must not be told.
 */
export async function placeOrder(
  { db, actor, now: at, job }: Context,
  serverId: string,
  order: NewGameOrder,
  { deadlineSec = DEADLINE_SEC, by = "caller" }: { deadlineSec?: number; by?: "caller" | "worker" } = {},
): Promise<string> {
  const id = newId("ord", at.getTime());
  const { data: fields, error } = GAME_ORDERS[order.kind].fields.safeParse(order.fields);
  if (error) throw invalidInput(error);
  await db.execute(sql`
    insert into server_orders (id, "serverId", kind, fields, deadline, "createdById", "createdAt")
    values (${id}, ${serverId}, ${order.kind}, ${JSON.stringify(fields)}::jsonb, ${new Date(at.getTime() + deadlineSec * 1000)}, ${actor.userId}, ${at})`);
  if (by === "worker") job({ name: DELIVER_JOB, payload: { orderId: id } });
  return id;
}

export const DELIVER_JOB = "games.deliver-order";

/** The worker's job for orders that nobody waits for. */
export async function deliverPlacedOrder(runtime: Runtime, payload: unknown): Promise<void> {
  await deliverOrder(runtime, z.object({ orderId: z.string() }).parse(payload).orderId);
}

const Claimed = z.object({
  id: z.string(),
  serverId: z.string(),
  nodeId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.unknown()),
  deadline: z.date(),
  blueprint: z.unknown(),
});

/**
 * Carries an order to its game, at most once: whoever calls second is told what became of it. Not within a transaction: it waits for the game. Never throws
 * for what a game or its node does not do; that is the outcome.
 */
export async function deliverOrder(runtime: Runtime, orderId: string): Promise<GameOrderOutcome> {
  const db = runtime.database;
  const claimed = await row(
    db,
    Claimed,
    sql`update server_orders o set state = 'sent' from servers s
        where o.id = ${orderId} and o.state = 'pending' and o.deadline > ${now()} and s.id = o."serverId"
        returning o.id, o."serverId", s."nodeId", o.kind, o.fields, o.deadline, s."blueprintDocument" as blueprint`,
  );
  if (!claimed) return outcomeOf(db, orderId);
  const order = { ...claimed, kind: claimed.kind as GameOrderKind, blueprint: Blueprint.parse(claimed.blueprint) };
  return written(db, orderId, await carried(runtime, order));
}

async function written(db: Sql, orderId: string, outcome: GameOrderOutcome): Promise<GameOrderOutcome> {
  const { state, via, said, reason } = outcome;
  await outlasting(() =>
    db.execute(sql`
      update server_orders set state = ${state}, via = ${via}, said = ${said}, reason = ${reason}, "finishedAt" = ${now()} where id = ${orderId}`),
  );
  return outcome;
}

async function carried(runtime: Runtime, order: CarriedOrder): Promise<GameOrderOutcome> {
  const carrier = await carrierOf(runtime.database, order);
  if (!carrier) return { state: "unsupported", via: null, said: null, reason: "unsupported" };
  try {
    return { via: carrier.via, ...(await carrier.carry(runtime, order)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { via: carrier.via, state: "failed", said: null, reason: error.code };
  }
}

async function carrierOf(
  db: Sql,
  order: Pick<CarriedOrder, "serverId" | "kind" | "blueprint">,
): Promise<OrderCarrier | null> {
  for (const carrier of CARRIERS) if (await carrier.takes(db, order)) return carrier;
  return null;
}

const Kept = z.object({
  state: z.string(),
  via: z.enum(["bridge", "console"]).nullable(),
  said: z.string().nullable(),
  reason: z.string().nullable(),
});

async function outcomeOf(db: Sql, orderId: string): Promise<GameOrderOutcome> {
  const kept = await row(db, Kept, sql`select state, via, said, reason from server_orders where id = ${orderId}`);
  // Its server was deleted meanwhile, and the order with it.
  if (!kept) return { state: "failed", via: null, said: null, reason: "server_gone" };
  switch (kept.state) {
    case "done":
    case "failed":
    case "expired":
    case "unsupported":
      return { ...kept, state: kept.state };
    case "pending":
      await db.execute(
        sql`update server_orders set state = 'expired', "finishedAt" = ${now()} where id = ${orderId} and state = 'pending'`,
      );
      return { ...kept, state: "expired", reason: "expired" };
    default: {
      // Somebody else carries it, or died doing so: what the game has answered is known, else not even whether it was told.
      const answered = await answerByBridge(db, orderId);
      if (answered) return written(db, orderId, { via: "bridge", ...answered });
      return { ...kept, state: "failed", reason: "interrupted" };
    }
  }
}

/** Whether a server's game takes such an order now, by any way. */
export async function takesOrder(db: Sql, serverId: string, kind: GameOrderKind): Promise<boolean> {
  const server = await row(
    db,
    z.object({ blueprint: z.unknown() }),
    sql`select "blueprintDocument" as blueprint from servers where id = ${serverId}`,
  );
  return (
    server !== null && (await carrierOf(db, { serverId, kind, blueprint: Blueprint.parse(server.blueprint) })) !== null
  );
}
