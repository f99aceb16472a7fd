import * as z from "zod";
import { placeOrder } from "#app/features/games/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { may, NO_HOLDINGS } from "#app/lib/access.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { type Actor, personActor, SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineDelivery, defineQuery, type Subject } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, pageRows, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { broadcastCancelled, broadcastScheduled, broadcastSent } from "../events.ts";
import {
  AHEAD_DAYS,
  Announced,
  BROADCAST_SCOPES,
  BROADCAST_STATES,
  Broadcast,
  BroadcastId,
  LATE_MINUTES,
  ReportedBroadcast,
} from "../schema.ts";
import { gameRuns } from "./broadcast-reach.ts";
import {
  BROADCAST_COLUMNS,
  BroadcastRow,
  carryBroadcast,
  isAbandoned,
  oneBroadcast,
  reportOf,
  shownBroadcast,
} from "./broadcast-rows.ts";
import { requireGame } from "./engine.ts";

const permission = "broadcast:write" as const;
const access = { kind: "list", permission } as const;
const Text = Announced.describe("What all who play are told: one line.");
const EXAMPLE_ID = "bct_01930000000070008000000000000001";

/** Who may broadcast everywhere sees all of them; everybody else their own, and a key for one server those that went there alone. */
function visibleBroadcasts(actor: Actor): SqlText {
  if (may(actor, permission)) return sql`true`;
  const own = sql`b."createdById" = ${actor.userId}`;
  if (!actor.onlyServerId) return own;
  return sql`(${own} and b.scope = 'servers' and b."scopeIds" = ${[actor.onlyServerId]}::text[])`;
}

/** A broadcast that the caller may know of. */
const ownBroadcast: Subject<{ broadcastId: string }, BroadcastRow> = {
  kind: "broadcast",
  load: ({ db, actor }, { broadcastId }) =>
    oneBroadcast(db, sql`b.id = ${broadcastId} and ${visibleBroadcasts(actor)}`),
  // Whoever said it on servers of theirs may take it back, so it is theirs as a server would be.
  on: ({ createdById, scope, scopeIds }) => ({
    ownerId: createdById,
    ...(scope === "servers" && scopeIds.length === 1 && { serverId: scopeIds[0] }),
  }),
  name: ({ id, text }) => ({ id, label: text.slice(0, 60) }),
};
const OneBroadcast = z.object({ broadcastId: BroadcastId });

export const list = defineQuery({
  id: "broadcasts.list",
  summary: "List broadcasts",
  description:
    "What was said to all who play and what is to be said, the newest first. All of them for who may broadcast everywhere, else your own.",
  access,
  input: PageInput.extend({ state: z.enum(BROADCAST_STATES).optional().describe("Only those.") }),
  output: pageOf(Broadcast),
  example: { limit: 20 },
  http: { method: "GET", path: "/broadcasts" },
  rate: "admin",
  async run({ db, actor }, { state, page, limit }) {
    const conditions = [visibleBroadcasts(actor), ...(state ? [sql`b.state = ${state}`] : [])];
    const { found, total } = await pageRows(
      db,
      BroadcastRow,
      sql`select ${BROADCAST_COLUMNS}, count(*) over ()::int as total from broadcasts b where ${join(conditions, " and ")}
          order by (b.state = 'scheduled') desc, case when b.state = 'scheduled' then b."dueAt" end, b."createdAt" desc, b.id`,
      { page, limit },
    );
    return { items: found.map(shownBroadcast), total, page, limit };
  },
});

export const get = defineQuery({
  id: "broadcasts.get",
  summary: "Get a broadcast with what became of it",
  description: "On which servers the games took it, and what they said to it.",
  access,
  subject: ownBroadcast,
  input: OneBroadcast,
  output: ReportedBroadcast,
  example: { broadcastId: EXAMPLE_ID },
  http: { method: "GET", path: "/broadcasts/{broadcastId}" },
  rate: "admin",
  run: ({ db }, { broadcastId }) => reportOf(db, broadcastId),
});

const ids = z.array(z.string().min(1).max(100)).min(1).max(200);

export const create = defineDelivery({
  id: "broadcasts.create",
  summary: "Say something to all who play",
  description:
    "On all servers that you may, on those of communities, or on single ones; at once or at a time. The answer tells what each game said to it; servers where no game runs are skipped.",
  access,
  rate: "admin",
  errors: ["not_found"],
  input: z.object({
    text: Text,
    scope: z.enum(BROADCAST_SCOPES).default("all").describe("Where."),
    communityIds: ids.optional().describe("With the scope `communities`: which."),
    serverIds: z.array(ServerId).min(1).max(200).optional().describe("With the scope `servers`: which."),
    at: z.iso
      .datetime()
      .optional()
      .describe(
        `When; absent: at once. Up to ${AHEAD_DAYS} days ahead. Where the panel is away then for more than ${LATE_MINUTES} minutes, it is not said.`,
      ),
  }),
  output: ReportedBroadcast,
  example: { text: "Restart in five minutes", scope: "servers", serverIds: [EXAMPLE_SERVER.serverId] },
  http: { method: "POST", path: "/broadcasts", status: 201 },
  async run(context, { text, at, ...wanted }) {
    const { now, emit } = context;
    const dueAt = at === undefined ? now : new Date(at);
    if (at !== undefined) refuseMoment(dueAt, now);
    const { scope, scopeIds } = await scopeOf(context, wanted);
    const id = await insert(context, { text, scope, scopeIds, dueAt, isLater: at !== undefined });
    if (at !== undefined) {
      emit(broadcastScheduled, { broadcastId: id, text, scope, dueAt: iso(dueAt) });
      return { id, isLater: true };
    }
    await place(context, { id, text, scope, scopeIds });
    return { id, isLater: false };
  },
  async afterCommit({ runtime, db }, { id, isLater }) {
    if (!isLater) await finish(runtime, id);
    return reportOf(db, id);
  },
});

export const toServer = defineDelivery({
  id: "broadcasts.toServer",
  summary: "Say something to all who play on a server",
  description: "Refused with `engine_not_ready` where no game runs that could be told.",
  access: { kind: "permission", permission },
  subject: serverSubject,
  input: OneServer.extend({ text: Text }),
  output: ReportedBroadcast.extend({ online: z.int().describe("How many were in when it was said.") }),
  example: { ...EXAMPLE_SERVER, text: "Restart in five minutes" },
  http: { method: "POST", path: "/servers/{serverId}/broadcast", status: 201 },
  async run(context, { text }, server) {
    await requireGame(context, server, "broadcast");
    const where: Where = { scope: "servers", scopeIds: [server.id] };
    const id = await insert(context, { text, ...where, dueAt: context.now, isLater: false });
    await place(context, { id, text, ...where });
    return { id };
  },
  async afterCommit({ runtime, db }, { id }, { serverId }) {
    await finish(runtime, id);
    return { ...(await reportOf(db, id)), online: await onlineOn(db, serverId) };
  },
});

async function onlineOn(db: Sql, serverId: string): Promise<number> {
  const found = await row(
    db,
    z.object({ online: z.number() }),
    sql`select count(*)::int as online from player_servers where "serverId" = ${serverId} and online`,
  );
  return found!.online;
}

export const cancel = defineCommand({
  id: "broadcasts.cancel",
  summary: "Cancel a broadcast that is yet to be said",
  access,
  subject: ownBroadcast,
  errors: ["conflict"],
  input: OneBroadcast,
  output: Broadcast,
  example: { broadcastId: EXAMPLE_ID },
  http: { method: "DELETE", path: "/broadcasts/{broadcastId}", status: 200 },
  rate: "admin",
  async run({ db, now, emit }, { broadcastId }, { text }) {
    const cancelled = await db.execute(
      sql`update broadcasts set state = 'cancelled', "endedAt" = ${now} where id = ${broadcastId} and state = 'scheduled'`,
    );
    if (cancelled === 0) throw new AppError("conflict", "broadcasts.not_scheduled");
    emit(broadcastCancelled, { broadcastId, text });
    return shownBroadcast((await oneBroadcast(db, sql`b.id = ${broadcastId}`))!);
  },
});

/** The clock's: says one that is due, and finishes one that a process left half said. */
export const send = defineDelivery({
  id: "broadcasts.send",
  summary: "Say what is due",
  access: { kind: "operator" },
  input: OneBroadcast,
  output: z.object({ sent: z.boolean() }),
  example: { broadcastId: EXAMPLE_ID },
  audit: "none",
  async run(context, { broadcastId }) {
    const { db, now } = context;
    await db.query(sql`select 1 as held from broadcasts where id = ${broadcastId} for update`);
    const broadcast = await oneBroadcast(db, sql`b.id = ${broadcastId}`);
    if (broadcast?.state === "sending") {
      const abandoned = await oneBroadcast(db, sql`b.id = ${broadcastId} and ${isAbandoned(now)}`);
      return { id: abandoned && broadcastId };
    }
    if (broadcast?.state !== "scheduled" || broadcast.dueAt > now) return { id: null };
    context.target("broadcast", broadcastId, broadcast.text.slice(0, 60));
    if (now.getTime() - broadcast.dueAt.getTime() > LATE_MINUTES * MINUTE) {
      await db.execute(sql`update broadcasts set state = 'missed', "endedAt" = ${now} where id = ${broadcastId}`);
      return { id: null };
    }
    await db.execute(sql`update broadcasts set state = 'sending' where id = ${broadcastId}`);
    await place(context, broadcast, await speaker(db, broadcast));
    return { id: broadcastId };
  },
  async afterCommit({ runtime }, { id }) {
    if (id !== null) await finish(runtime, id);
    return { sent: id !== null };
  },
});

/** Writes down that all servers have been told, as far as they could be. */
export const ended = defineCommand({
  id: "broadcasts.ended",
  summary: "Tell that a broadcast was said",
  access: { kind: "operator" },
  input: OneBroadcast,
  output: z.object({}),
  example: { broadcastId: EXAMPLE_ID },
  audit: "none",
  async run({ db, now, emit }, { broadcastId }) {
    const changed = await db.execute(
      sql`update broadcasts set state = 'sent', "endedAt" = ${now} where id = ${broadcastId} and state = 'sending'`,
    );
    const broadcast = changed > 0 && (await oneBroadcast(db, sql`b.id = ${broadcastId}`));
    if (broadcast)
      emit(broadcastSent, { broadcastId, text: broadcast.text, servers: broadcast.servers, done: broadcast.done });
    return {};
  },
});

async function finish(runtime: Context["runtime"], broadcastId: string): Promise<void> {
  await carryBroadcast(runtime, broadcastId);
  await execute(ended, SYSTEM, { broadcastId });
}

function refuseMoment(dueAt: Date, now: Date): void {
  const aheadMs = dueAt.getTime() - now.getTime();
  if (aheadMs > 0 && aheadMs <= AHEAD_DAYS * DAY) return;
  throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
    { path: "at", code: "moment", message: `Lies ahead, by ${AHEAD_DAYS} days at most.` },
  ]);
}

type Where = Pick<BroadcastRow, "scope" | "scopeIds">;

/** Where it goes, as far as the caller may speak there. Throws `not_found` for a server and `forbidden` for a community that is not theirs to speak in. */
async function scopeOf(
  { db, actor }: Context,
  {
    scope,
    communityIds,
    serverIds,
  }: { scope: BroadcastRow["scope"]; communityIds?: string[] | undefined; serverIds?: string[] | undefined },
): Promise<Where> {
  const given = { all: undefined, communities: communityIds, servers: serverIds }[scope];
  const surplus = [
    scope !== "communities" && communityIds && "communityIds",
    scope !== "servers" && serverIds && "serverIds",
  ];
  const wrong =
    surplus.find((name) => name) ||
    (scope !== "all" && !given ? `${scope === "servers" ? "server" : "community"}Ids` : null);
  if (wrong)
    throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
      { path: wrong, code: "scope", message: `Does not go with the scope ${scope}.` },
    ]);
  if (scope === "all" && may(actor, permission)) return { scope, scopeIds: [] };
  if (scope === "communities") {
    if (given!.some((communityId) => !may(actor, permission, { communityId })))
      throw new AppError("forbidden", "forbidden", { permission });
    return { scope, scopeIds: [...new Set(given)] };
  }
  // For who may not speak everywhere, "all" is all that they may speak on now.
  const those = given ? sql`s.id = any(${given}::text[])` : sql`true`;
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select s.id from servers s where s.desired <> 'deleted' and ${those} and ${visibleServers(actor, permission)} order by s.id`,
  );
  const missing = given?.filter((id) => !found.some((server) => server.id === id)) ?? [];
  if (missing.length > 0)
    throw new AppError(
      "not_found",
      "not_found",
      {},
      missing.map((id) => ({
        path: "serverIds",
        code: "not_found",
        message: `There is no server ${id} that you may speak on.`,
      })),
    );
  return { scope: "servers", scopeIds: found.map(({ id }) => id) };
}

async function insert(
  { db, actor, now, target }: Context,
  { text, scope, scopeIds, dueAt, isLater }: Where & { text: string; dueAt: Date; isLater: boolean },
): Promise<string> {
  const id = newId("bct", now.getTime());
  await db.execute(sql`
    insert into broadcasts (id, text, scope, "scopeIds", "dueAt", state, "createdById", "createdByLabel", "createdAt")
    values (${id}, ${text}, ${scope}, ${scopeIds}, ${dueAt}, ${isLater ? "scheduled" : "sending"}, ${actor.userId}, ${actor.label}, ${now})`);
  target("broadcast", id, text.slice(0, 60), {
    serverId: scope === "servers" && scopeIds.length === 1 ? scopeIds[0]! : null,
  });
  return id;
}

/** Whoever is to have said it, with the rights that they have now: who has lost them meanwhile speaks no more. Null: no person, whose rights do not change. */
async function speaker(db: Sql, { createdById }: BroadcastRow): Promise<Actor | null> {
  if (createdById === null) return null;
  const found = await row(
    db,
    z.object({ kind: z.string(), isThere: z.boolean() }),
    sql`select kind::text as kind, "suspendedAt" is null and "removedAt" is null as "isThere" from users where id = ${createdById}`,
  );
  if (found && found.kind !== "person") return null;
  const person = { kind: "user", id: createdById, label: "", rank: 0 } as const;
  if (!found?.isThere) return personActor({ ...person, userId: null, holdings: NO_HOLDINGS });
  return personActor({ ...person, userId: createdById, ...(await loadHoldings(db, createdById)) });
}

const Reached = z.object({ id: z.string(), name: z.string(), runs: z.boolean() });

/** An order for each server where a game runs; the others are written down as skipped. */
async function place(
  context: Context,
  { id, text, scope, scopeIds }: Where & { id: string; text: string },
  by: Actor | null = null,
): Promise<void> {
  const { db, now } = context;
  const where =
    scope === "all"
      ? sql`true`
      : scope === "communities"
        ? sql`s."communityId" = any(${scopeIds}::text[])`
        : sql`s.id = any(${scopeIds}::text[])`;
  const reached = await rows(
    db,
    Reached,
    sql`select s.id, s.name, ${gameRuns(now)} as runs
        from servers s join nodes n on n.id = s."nodeId" where s.desired <> 'deleted' and ${where}
          and ${by ? visibleServers(by, permission) : sql`true`}`,
  );
  const lines: object[] = [];
  for (const { id: serverId, name, runs } of reached) {
    const orderId = runs ? await placeOrder(context, serverId, { kind: "broadcast", fields: { text } }) : null;
    lines.push({ serverId, serverName: name, orderId, state: runs ? "pending" : "skipped" });
  }
  await db.execute(sql`
    insert into broadcast_deliveries ("broadcastId", "serverId", "serverName", "orderId", state, reason, "finishedAt")
    select ${id}, l."serverId", l."serverName", l."orderId", l.state, case when l.state = 'skipped' then 'not_running' end, case when l.state = 'skipped' then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("serverId" text, "serverName" text, "orderId" text, state text)`);
}
