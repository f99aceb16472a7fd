import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { queueLeft, queueServed } from "../../events.ts";
import { QueueId } from "../../queue.ts";
import { makeServer, NewServerInput } from "../make-server.ts";
import { IN_ORDER } from "./queue-rows.ts";

/** What says that no node has room now; whoever is refused for it keeps their place. */
const NO_ROOM: ReadonlySet<string> = new Set([
  "nodes.none",
  "nodes.full",
  "nodes.drained",
  "nodes.not_joined",
  "servers.no_port",
  "node_offline",
]);
/** So often a fault of the panel's own is borne before a request leaves the queue: one that cannot be served must not keep all others from it. */
const MOST_ATTEMPTS = 5;

const Waiting = z.object({ id: z.string(), nodeId: z.string().nullable() });
const Held = z.object({ id: z.string(), ownerId: z.string(), name: z.string(), sealed: z.string() });
type Held = z.output<typeof Held>;

/** The first who waits beside those that were passed, because there was no room for them; null: nobody, or whoever comes next would take room that one of them waits for. */
export async function nextWaiting(db: Context["db"], passed: readonly string[]): Promise<string | null> {
  const blocking = await rows(
    db,
    Waiting,
    sql`select q.id, q."nodeId" from queued_servers q where q.state = 'waiting' and q.id = any(${passed}::text[])`,
  );
  if (blocking.some(({ nodeId }) => nodeId === null)) return null;
  const nodes = blocking.map(({ nodeId }) => nodeId);
  const next = await row(
    db,
    Waiting,
    sql`select q.id, q."nodeId" from queued_servers q where q.state = 'waiting' and q.id <> all(${passed}::text[])
          and (q."nodeId" is null or q."nodeId" <> all(${nodes}::text[])) order by ${IN_ORDER} limit 1`,
  );
  return next?.id ?? null;
}

const Turn = z.object({
  queuedId: QueueId,
  passed: z.array(QueueId).describe("Who was before, and for whom there is no room now."),
});
const EXAMPLE = { queuedId: "que_01930000000070008000000000000001", passed: [] };

export const serve = defineCommand({
  id: "queue.serve",
  summary: "Make the server of whoever's turn it is",
  access: { kind: "operator" },
  input: Turn,
  output: z.object({ state: z.enum(["served", "failed", "no_room", "not_its_turn"]) }),
  example: EXAMPLE,
  audit: "none",
  async run(context, { queuedId, passed }) {
    const { db, target } = context;
    // One at a time, so that nobody is served before whoever waits longer.
    await db.query(sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended('queue', 2))) as l`);
    if ((await nextWaiting(db, passed)) !== queuedId) return { state: "not_its_turn" as const };
    const held = (await row(
      db,
      Held,
      sql`select id, "ownerId", name, sealed from queued_servers where id = ${queuedId} for update`,
    ))!;
    target("queued server", held.id, held.name);
    // What is undone was not said.
    const said: (() => void)[] = [];
    await db.execute(sql`savepoint served`);
    try {
      await make({ ...context, emit: (event, payload) => void said.push(() => context.emit(event, payload)) }, held);
      for (const say of said) say();
      return { state: "served" as const };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await db.execute(sql`rollback to savepoint served`);
      if (NO_ROOM.has(error.reason)) return { state: "no_room" as const };
      await leave(context, held, error);
      return { state: "failed" as const };
    }
  },
});

/** Makes the server as whoever asked for it may make one now. */
async function make(context: Context, { id, ownerId, sealed }: Held): Promise<void> {
  const { db, now, runtime, emit } = context;
  const owner = await actorOfUser(db, ownerId);
  if (!owner) throw new AppError("conflict", "queue.owner_suspended");
  if (!owner.holdings.instance.has("servers:create"))
    throw new AppError("forbidden", "forbidden", { permission: "servers:create" });
  const input = z.object(NewServerInput).parse(JSON.parse(runtime.vault.open(sealed)));
  // Whose server it is and who made it are told by the audit log of the request.
  const server = await makeServer({ ...context, actor: owner, target: () => {}, changed: () => {} }, ownerId, input, {
    hasWaited: true,
  });
  await db.execute(sql`
    update queued_servers set state = 'done', "endedAt" = ${now}, "serverId" = ${server.id}, sealed = '' where id = ${id}`);
  emit(queueServed, { queuedId: id, userId: ownerId, name: server.name, serverId: server.id });
  await notify(context, [ownerId], {
    type: "queue.served",
    params: { name: server.name },
    about: { kind: "server", id: server.id },
    once: `queue|${id}`,
  });
}

async function leave(
  context: Context,
  { id, ownerId, name }: Omit<Held, "sealed">,
  { reason, message }: AppError,
): Promise<void> {
  const { db, now, emit } = context;
  await db.execute(sql`
    update queued_servers set state = 'failed', "endedAt" = ${now}, problem = ${reason}, "problemSays" = ${message}, sealed = '' where id = ${id}`);
  emit(queueLeft, { queuedId: id, userId: ownerId, name, state: "failed", problem: reason });
  await notify(context, [ownerId], {
    type: "queue.left",
    params: { name, problem: message },
    about: null,
    once: `queue|${id}`,
  });
}

export const stumble = defineCommand({
  id: "queue.stumble",
  summary: "Count that a server that waits could not be made for a fault of the panel",
  description: "After some of them it leaves the queue.",
  access: { kind: "operator" },
  input: z.object({ queuedId: QueueId }),
  output: z.object({ attempts: z.int() }),
  example: { queuedId: EXAMPLE.queuedId },
  audit: "none",
  async run(context, { queuedId }) {
    const found = await row(
      context.db,
      z.object({ id: z.string(), ownerId: z.string(), name: z.string(), attempts: z.number() }),
      sql`update queued_servers set attempts = attempts + 1 where id = ${queuedId} and state = 'waiting' returning id, "ownerId", name, attempts`,
    );
    if (found && found.attempts >= MOST_ATTEMPTS) await leave(context, found, new AppError("internal"));
    return { attempts: found?.attempts ?? 0 };
  },
});
