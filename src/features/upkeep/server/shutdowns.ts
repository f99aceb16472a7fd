import * as z from "zod";
import { deliverOrder, placeOrder } from "#app/features/games/server/index.ts";
import {
  EXAMPLE_SERVER,
  OneServer,
  requestPower,
  serverById,
  serverSubject,
} from "#app/features/hosting/server/index.ts";
import { MINUTE, SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineDelivery, defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, pageRows, sql } from "#app/platform/sql.ts";
import { announcement, CANCELLED_TEXT, nextMoment, secondsLeft } from "../countdown.ts";
import { shutdownEnded, shutdownScheduled } from "../events.ts";
import { Announced, LATE_MINUTES, MAX_DELAY_SEC, SHUTDOWN_STATES, Shutdown } from "../schema.ts";
import { requireGame } from "./engine.ts";
import { oneShutdown, SHUTDOWN_COLUMNS, SHUTDOWN_FROM, ShutdownRow, shownShutdown } from "./shutdown-rows.ts";

const DEFAULT_DELAY_SEC = 300;
const seen = { kind: "permission", permission: "servers:read" } as const;
const acted = { kind: "permission", permission: "servers:power" } as const;

export const list = defineQuery({
  id: "shutdowns.list",
  summary: "List planned ends of servers",
  description: "Those to come first, then the latest.",
  access: { kind: "list", permission: "servers:read" },
  input: PageInput.extend({
    serverId: z.string().max(100).optional().describe("Of this server alone."),
    state: z.enum(SHUTDOWN_STATES).optional(),
  }),
  output: pageOf(Shutdown),
  example: { limit: 20 },
  http: { method: "GET", path: "/shutdowns" },
  async run({ db, actor }, { serverId, state, page, limit }) {
    const conditions = [
      visibleServers(actor, "servers:read"),
      ...(serverId ? [sql`h."serverId" = ${serverId}`] : []),
      ...(state ? [sql`h.state = ${state}`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      ShutdownRow,
      sql`select ${SHUTDOWN_COLUMNS}, count(*) over ()::int as total from ${SHUTDOWN_FROM} where ${join(conditions, " and ")}
          order by (h.state = 'scheduled') desc, case when h.state = 'scheduled' then h."dueAt" end, h."createdAt" desc, h.id`,
      { page, limit },
    );
    return { items: found.map(shownShutdown), total, page, limit };
  },
});

export const get = defineQuery({
  id: "shutdowns.get",
  summary: "Get a server's planned end",
  description: "`shutdown` is null where none is planned.",
  access: seen,
  subject: serverSubject,
  input: OneServer,
  output: z.object({ shutdown: Shutdown.nullable() }),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/shutdown" },
  async run({ db }, { serverId }) {
    const found = await oneShutdown(db, sql`h."activeServerId" = ${serverId}`);
    return { shutdown: found && shownShutdown(found) };
  },
});

export const schedule = defineCommand({
  id: "shutdowns.schedule",
  summary: "Stop or restart a server after a countdown",
  description:
    "Its players are told at once and again as the end comes nearer: 5 minutes, 2 minutes, 1 minute, 30, 10 and 5 seconds before. It is carried out also where the panel was restarted in between; a panel that is away for more than 15 minutes past its time does not carry it out any more.",
  access: acted,
  subject: serverSubject,
  errors: ["conflict"],
  input: OneServer.extend({
    delaySeconds: z.int().min(0).max(MAX_DELAY_SEC).default(DEFAULT_DELAY_SEC).describe("How long from now."),
    reason: Announced.optional().describe("Told to the players."),
    restarts: z.boolean().default(false).describe("Whether it is started again."),
  }),
  output: Shutdown,
  example: { ...EXAMPLE_SERVER, delaySeconds: 300, reason: "Scheduled maintenance" },
  http: { method: "POST", path: "/servers/{serverId}/shutdown", status: 202 },
  async run(context, { delaySeconds, reason = null, restarts }, server) {
    const { db, now, actor, emit } = context;
    await requireGame(context, server);
    await db.query(sql`select 1 as held from servers where id = ${server.id} for no key update`);
    if (await oneShutdown(db, sql`h."activeServerId" = ${server.id}`))
      throw new AppError("conflict", "shutdowns.scheduled_already");
    const id = newId("sht", now.getTime());
    const dueAt = new Date(now.getTime() + delaySeconds * SECOND);
    await db.execute(sql`
      insert into shutdowns (id, "serverId", "activeServerId", reason, restarts, "dueAt", "nextAt", "createdById", "createdByLabel", "createdAt")
      values (${id}, ${server.id}, ${server.id}, ${reason}, ${restarts}, ${dueAt}, ${now}, ${actor.userId}, ${actor.label}, ${now})`);
    emit(shutdownScheduled, {
      serverId: server.id,
      name: server.name,
      shutdownId: id,
      reason,
      restarts,
      dueAt: iso(dueAt),
    });
    return shownShutdown((await oneShutdown(db, sql`h.id = ${id}`))!);
  },
});

export const cancel = defineDelivery({
  id: "shutdowns.cancel",
  summary: "Call off a server's planned end",
  description: "Its players are told so.",
  access: acted,
  subject: serverSubject,
  errors: ["conflict"],
  input: OneServer,
  output: Shutdown,
  example: EXAMPLE_SERVER,
  http: { method: "DELETE", path: "/servers/{serverId}/shutdown", status: 200 },
  async run(context, { serverId }, server) {
    const { db, actor } = context;
    const shutdown = await locked(context, sql`h."activeServerId" = ${serverId}`);
    if (!shutdown) throw new AppError("conflict", "shutdowns.none");
    await end(context, shutdown, "cancelled", { by: actor.label });
    const heard = shutdown.told.length > 0 && server.observed === "running";
    const orderId = heard
      ? await placeOrder(context, serverId, { kind: "broadcast", fields: { text: CANCELLED_TEXT } })
      : null;
    return { orderId, shown: shownShutdown((await oneShutdown(db, sql`h.id = ${shutdown.id}`))!) };
  },
  async afterCommit({ runtime }, { orderId, shown }) {
    if (orderId !== null) await deliverOrder(runtime, orderId);
    return shown;
  },
});

const OneShutdown = z.object({ shutdownId: z.string() });
const EXAMPLE = { shutdownId: "sht_01930000000070008000000000000001" };

/** The clock's: tells players how long is left, and when they are told next. Says whether the end is there. */
export const announce = defineDelivery({
  id: "shutdowns.announce",
  summary: "Tell players of the end of their server",
  access: { kind: "operator" },
  input: OneShutdown,
  output: z.object({}),
  example: EXAMPLE,
  audit: "none",
  async run(context, { shutdownId }) {
    const { db, now } = context;
    const shutdown = await locked(context, sql`h.id = ${shutdownId}`);
    if (shutdown?.state !== "scheduled" || shutdown.nextAt > now || shutdown.dueAt <= now) return { orderId: null };
    const left = secondsLeft(shutdown.dueAt, now);
    const orderId = await placeOrder(context, shutdown.serverId, {
      kind: "broadcast",
      fields: { text: announcement(left, shutdown) },
    });
    const told = JSON.stringify([{ secondsLeft: left, at: iso(now), orderId }]);
    await db.execute(sql`
      update shutdowns set "nextAt" = ${nextMoment(shutdown.dueAt, now)}, told = told || ${told}::jsonb where id = ${shutdownId}`);
    return { orderId };
  },
  async afterCommit({ runtime }, { orderId }) {
    if (orderId !== null) await deliverOrder(runtime, orderId);
    return {};
  },
});

/** The clock's: the end. */
export const carryOut = defineCommand({
  id: "shutdowns.carryOut",
  summary: "Stop or restart a server whose countdown is over",
  access: { kind: "operator" },
  input: OneShutdown,
  output: z.object({ state: z.enum(SHUTDOWN_STATES).nullable() }),
  example: EXAMPLE,
  async run(context, { shutdownId }) {
    const { now, target } = context;
    const shutdown = await locked(context, sql`h.id = ${shutdownId}`);
    if (shutdown?.state !== "scheduled" || shutdown.dueAt > now) return { state: null };
    const { serverId, serverName, restarts } = shutdown;
    target("server", serverId, serverName, { serverId });
    if (now.getTime() - shutdown.dueAt.getTime() > LATE_MINUTES * MINUTE) return end(context, shutdown, "missed");
    const server = await serverById(context.db, serverId);
    if (!server) return end(context, shutdown, "failed", { problem: "not_found" });
    try {
      await requestPower(context, server, restarts ? "restart" : "stop");
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Somebody was faster: what was wanted is so.
      if (error.reason !== "servers.already_offline")
        return end(context, shutdown, "failed", { problem: error.reason });
    }
    return end(context, shutdown, "done");
  },
});

/** The shutdown, held until the commit. */
async function locked({ db }: Context, condition: ReturnType<typeof sql>): Promise<ShutdownRow | null> {
  await db.query(sql`select 1 as held from shutdowns h where ${condition} for update`);
  return oneShutdown(db, condition);
}

async function end<S extends "done" | "cancelled" | "missed" | "failed">(
  { db, now, emit }: Context,
  { id, serverId, serverName }: ShutdownRow,
  state: S,
  { by = null, problem = null }: { by?: string | null; problem?: string | null } = {},
): Promise<{ state: S }> {
  await db.execute(sql`
    update shutdowns set state = ${state}, "activeServerId" = null, "endedAt" = ${now}, "endedByLabel" = ${by}, problem = ${problem} where id = ${id}`);
  emit(shutdownEnded, { serverId, name: serverName, shutdownId: id, state });
  return { state };
}
