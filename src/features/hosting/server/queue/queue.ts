import * as z from "zod";
import { allowanceOf, requireRoom } from "#app/features/packages/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { join as joined, pageRows, row, sql } from "#app/platform/sql.ts";
import { queueJoined, queueLeft } from "../../events.ts";
import { MOST_WAITING, QueuedServer, QueueId, QueueState } from "../../queue.ts";
import { type NewServer, NewServerInput, planServer } from "../make-server.ts";
import { oneRequest, paceMs, QUEUE_COLUMNS, QUEUE_FROM, QueueRow, shownRequest } from "./queue-rows.ts";
import { roomIsFree } from "./room-is-free.ts";

export { serve, stumble } from "./serve.ts";

const OneRequest = z.object({ queuedId: QueueId });
const EXAMPLE = { queuedId: "que_01930000000070008000000000000001" };
const MINE = "mine";

/** Whoever waits sees their own; who sees all servers sees all who wait. */
const queuedSubject: Subject<{ queuedId: string }, QueueRow> = {
  kind: "queued server",
  load: ({ db }, { queuedId }) => oneRequest(db, sql`q.id = ${queuedId}`),
  on: ({ ownerId }) => ({ ownerId }),
  see: "servers:read",
  name: ({ id, name }) => ({ id, label: name }),
};

export const join = defineCommand({
  id: "queue.join",
  summary: "Wait for room for a server",
  description:
    "Takes what servers.create takes. Where a node has room and nobody waits, the server is made within seconds; else when its turn comes: by the priority of packages, then by who came first. A place holds nothing: whether your package has room for it is asked again when its turn comes.",
  access: { kind: "permission", permission: "servers:create" },
  errors: ["conflict", "not_found"],
  input: z.object(NewServerInput),
  output: QueuedServer,
  example: { name: "My Server", blueprintId: "minecraft-java", memoryMiB: 2048, cpuPercent: 100, diskMiB: 10240 },
  http: { method: "POST", path: "/queue", status: 201 },
  async run(context, input) {
    const { db, actor, now, runtime, emit, target } = context;
    const ownerId = actor.userId;
    if (ownerId === null) throw new AppError("forbidden", "forbidden", { permission: "servers:create" });
    const { need, limits } = await planServer(context, input);
    // Whoever joins twice at once does so one after the other.
    await db.query(sql`select 1 as held from users where id = ${ownerId} for no key update`);
    await requireRoom(context, ownerId, {
      ...need,
      diskMiB: limits.diskMiB,
      cpuPercent: limits.cpuPercent,
      servers: 1,
    });
    await refuseMany(context, ownerId);
    await refuseWhatNeverFits(context, input.nodeId ?? null, need);
    const { package: held } = await allowanceOf(db, ownerId, now);
    const id = newId("que", now.getTime());
    await db.execute(sql`
      insert into queued_servers (id, "ownerId", name, "blueprintId", "nodeId", "memoryMiB", ports, sealed, priority, "createdAt")
      values (${id}, ${ownerId}, ${input.name}, ${input.blueprintId}, ${input.nodeId ?? null}, ${need.memoryMiB}, ${need.ports},
        ${runtime.vault.seal(JSON.stringify(input satisfies NewServer))}, ${held.queuePriority}, ${now})`);
    target("queued server", id, input.name);
    emit(queueJoined, { queuedId: id, userId: ownerId, name: input.name });
    roomIsFree(context);
    return shown(context, id);
  },
});

async function refuseMany({ db }: Context, ownerId: string): Promise<void> {
  const found = await row(
    db,
    z.object({ waiting: z.number() }),
    sql`select count(*)::int as waiting from queued_servers where "ownerId" = ${ownerId} and state = 'waiting'`,
  );
  if (found!.waiting >= MOST_WAITING) throw new AppError("conflict", "queue.too_many", { most: MOST_WAITING });
}

/** What no node could take if it were empty is not waited for. */
async function refuseWhatNeverFits(
  { db }: Context,
  nodeId: string | null,
  { memoryMiB, ports }: { memoryMiB: number; ports: number },
): Promise<void> {
  const fits = await row(
    db,
    z.object({ fits: z.boolean() }),
    sql`select bool_or(coalesce((n.facts->>'memoryMiB')::int, 2147483647) >= ${memoryMiB} and n."portTo" - n."portFrom" + 1 >= ${ports}) as fits
        from nodes n where n."enrolledAt" is not null and (${nodeId}::text is null or n.id = ${nodeId}) having count(*) > 0`,
  );
  if (!fits && nodeId !== null) throw new AppError("not_found", "nodes.unknown");
  if (fits && !fits.fits) throw new AppError("conflict", "queue.never_fits");
}

async function shown({ db, now }: Context, queuedId: string) {
  return shownRequest((await oneRequest(db, sql`q.id = ${queuedId}`))!, await paceMs(db, now), now);
}

export const list = defineQuery({
  id: "queue.list",
  summary: "List who waits for room for a server",
  description:
    "Your own, or all if you see all servers. Who waits comes first, in the order in which they are served; then the latest that ended.",
  access: { kind: "list", permission: "servers:read" },
  input: PageInput.extend({
    state: QueueState.optional(),
    owner: z.enum([MINE]).optional().describe("mine: only what you asked for."),
  }),
  output: pageOf(QueuedServer),
  example: { state: "waiting" },
  http: { method: "GET", path: "/queue" },
  async run({ db, actor, now }, { state, owner, page, limit }) {
    const seesAll = may(actor, "servers:read") && owner !== MINE;
    const conditions = [
      seesAll ? sql`true` : sql`q."ownerId" = ${actor.onlyServerId ? null : actor.userId}`,
      ...(state ? [sql`q.state = ${state}`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      QueueRow,
      sql`select ${QUEUE_COLUMNS}, count(*) over ()::int as total from ${QUEUE_FROM} where ${joined(conditions, " and ")}
          order by w.place nulls last, q.num desc`,
      { page, limit },
    );
    const pace = await paceMs(db, now);
    return { items: found.map((one) => shownRequest(one, pace, now)), total, page, limit };
  },
});

export const get = defineQuery({
  id: "queue.get",
  summary: "Get a place in the queue",
  access: { kind: "permission", permission: "servers:read" },
  subject: queuedSubject,
  input: OneRequest,
  output: QueuedServer,
  example: EXAMPLE,
  http: { method: "GET", path: "/queue/{queuedId}" },
  run: async ({ db, now }, _input, found) => shownRequest(found, await paceMs(db, now), now),
});

export const cancel = defineCommand({
  id: "queue.cancel",
  summary: "Wait no more for room for a server",
  access: { kind: "permission", permission: "servers:delete" },
  subject: queuedSubject,
  errors: ["conflict"],
  input: OneRequest,
  output: QueuedServer,
  example: EXAMPLE,
  http: { method: "DELETE", path: "/queue/{queuedId}", status: 200 },
  async run(context, { queuedId }, found) {
    const { db, actor, now, emit } = context;
    const left = await db.execute(sql`
      update queued_servers set state = 'cancelled', "endedAt" = ${now}, "endedByLabel" = ${actor.label}, sealed = '' where id = ${queuedId} and state = 'waiting'`);
    if (left === 0) throw new AppError("conflict", "queue.over");
    emit(queueLeft, { queuedId, userId: found.ownerId, name: found.name, state: "cancelled", problem: null });
    // Who was behind it may have room.
    roomIsFree(context);
    return shown(context, queuedId);
  },
});
