import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineDelivery, defineQuery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { ConsoleBounds, ConsoleLine } from "#app/protocol/agent.ts";
import { canCommand } from "../rules.ts";
import { suspendedError } from "./power.ts";
import { EXAMPLE_SERVER, OneServer, type ServerRow, serverSubject, stateOf } from "./server-rows.ts";

const ORDER_MS = 10_000;
const subject = serverSubject;

const Line = z.object({
  seq: z.int().describe("The line's number in its log, from 1 on, without gaps."),
  at: Timestamp,
  text: z.string().describe("As the game wrote it, terminal escapes included. Untrusted."),
});

const Bounds = z.object({
  epoch: z.string().describe("The log these numbers belong to; a new one begins with a new installation."),
  first: z.int().describe("The oldest line that is still kept."),
  next: z.int().describe("The number that the next line will get."),
});

const History = z.object({
  items: z.array(Line),
  bounds: Bounds.nullable().describe("Null: the server never had a console, or its node cannot be asked."),
  gap: z
    .object({ from: z.int(), to: z.int(), reason: z.string() })
    .nullable()
    .describe("Lines that were asked for and are not there."),
  /** The console of an offline node is the tail kept with the last exit. */
  keptFrom: Timestamp.nullable().describe(
    "Not null: the node is offline, and these are the last lines of the run that ended then.",
  ),
});

function shownLines(lines: readonly ConsoleLine[]): z.output<typeof Line>[] {
  return lines.map((line) => ({ ...line, at: new Date(line.at).toISOString() }));
}

export const history = defineQuery({
  id: "console.history",
  summary: "Read a server's console",
  description:
    "The newest lines, or those after `since`, or those before `before`; oldest first. With `q` only lines that contain it. Works while the server is stopped. While its node is offline the tail of its last run is given, with its age.",
  access: { kind: "permission", permission: "servers.console:read" },
  subject,
  errors: ["node_offline", "node_timeout", "conflict"],
  input: OneServer.extend({
    since: z
      .string()
      .regex(/^[\w-]{1,64}\.\d{1,15}$/, "is epoch.seq, as in an earlier answer")
      .optional()
      .describe("epoch.seq of the last line you have."),
    before: z.coerce.number().int().min(0).optional().describe("Lines with a lower number than this."),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
    q: z.string().min(1).max(200).optional().describe("Text that the lines contain, whatever its case."),
  }),
  output: History,
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/console" },
  async run(context, { serverId, since, before, limit, q }, server) {
    const [epoch, seq] = since?.split(".") ?? [];
    try {
      if (q !== undefined) {
        const found = await context.runtime.gateway.ask(server.nodeId, "console.search", {
          serverId,
          text: q,
          beforeSeq: before ?? null,
          limit: Math.min(limit, 500),
        });
        const known = epoch !== undefined && epoch === found.bounds?.epoch ? Number(seq) : 0;
        const lines = found.lines.filter((line) => line.seq > known).reverse();
        return { items: shownLines(lines), bounds: found.bounds, gap: null, keptFrom: null };
      }
      const found = await context.runtime.gateway.ask(server.nodeId, "console.history", {
        serverId,
        epoch: epoch ?? null,
        fromSeq: seq === undefined ? null : Number(seq) + 1,
        beforeSeq: before ?? null,
        limit,
      });
      return { items: shownLines(found.lines), bounds: found.bounds, gap: found.gap, keptFrom: null };
    } catch (error) {
      if (error instanceof AppError && error.code === "node_offline")
        return keptTail(context, server, { limit, q, before }, error);
      throw error;
    }
  },
});

const Kept = z.object({ at: z.date(), lastLines: z.array(Line.extend({ at: z.number() })) });

async function keptTail(
  { db }: Context,
  server: ServerRow,
  { limit, q, before }: { limit: number; q: string | undefined; before: number | undefined },
  offline: AppError,
): Promise<z.input<typeof History>> {
  const kept = await row(
    db,
    Kept,
    sql`select at, "lastLines" from server_exits where "serverId" = ${server.id} order by id desc limit 1`,
  );
  if (!kept) throw offline;
  const wanted = kept.lastLines.filter(
    (line) => (before === undefined || line.seq < before) && (!q || line.text.toLowerCase().includes(q.toLowerCase())),
  );
  return {
    items: shownLines(wanted.slice(-limit)),
    bounds: null as ConsoleBounds | null,
    gap: null,
    keptFrom: iso(kept.at),
  };
}

export const search = defineQuery({
  id: "console.search",
  summary: "Search a server's console",
  description: "The newest lines that contain the text come first; `nextBefore` goes on where an answer ended.",
  access: { kind: "permission", permission: "servers.console:read" },
  subject,
  errors: ["node_offline", "node_timeout"],
  input: OneServer.extend({
    text: z.string().min(1).max(200).describe("Whatever its case."),
    before: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    items: z.array(Line),
    bounds: Bounds.nullable(),
    nextBefore: z.int().nullable().describe("Null: the log was searched to its beginning."),
  }),
  example: { ...EXAMPLE_SERVER, text: "error" },
  http: { method: "GET", path: "/servers/{serverId}/console/search" },
  async run({ runtime }, { serverId, text, before, limit }, server) {
    const found = await runtime.gateway.ask(server.nodeId, "console.search", {
      serverId,
      text,
      beforeSeq: before ?? null,
      limit,
    });
    return { items: shownLines(found.lines), bounds: found.bounds, nextBefore: found.nextBeforeSeq };
  },
});

export const send = defineDelivery({
  id: "console.send",
  summary: "Send a command to a server's console",
  description:
    "One line on its standard input. Answered when the node has written it, or not at all after ten seconds: it is never run later.",
  access: { kind: "permission", permission: "servers.console:write" },
  subject,
  errors: ["conflict", "node_offline", "node_timeout"],
  input: OneServer.extend({
    command: z.string().trim().min(1).max(1000).regex(ONE_LINE, NOT_ONE_LINE).describe("What to type."),
  }),
  output: z.object({ orderId: z.string(), delivered: z.literal(true), at: Timestamp }),
  example: { ...EXAMPLE_SERVER, command: "say hello" },
  http: { method: "POST", path: "/servers/{serverId}/command" },
  async run({ db, now, actor }, { serverId, command }, server) {
    const state = stateOf(server, now);
    if (state === "unknown") throw new AppError("node_offline", "node_offline", { node: server.nodeName });
    if (state === "suspended") throw suspendedError(server);
    if (!canCommand({ state, desired: server.desired })) throw new AppError("conflict", "servers.not_running");
    const orderId = newId("ord", now.getTime());
    const deadline = new Date(now.getTime() + ORDER_MS);
    await db.execute(sql`
      insert into server_orders (id, "serverId", kind, line, deadline, "createdById", "createdAt")
      values (${orderId}, ${serverId}, 'command', ${command}, ${deadline}, ${actor.userId}, ${now})`);
    return { orderId, deadline, nodeId: server.nodeId };
  },
  async afterCommit({ db, runtime }, { orderId, deadline, nodeId }, { serverId, command }) {
    const answer = await runtime.gateway
      .ask(nodeId, "order", { orderId, serverId, kind: "command", line: command, deadline: deadline.getTime() })
      .catch(async (error: unknown) => {
        const reason = error instanceof AppError ? error.code : "failed";
        await finish(db, orderId, "failed", reason);
        throw error;
      });
    await finish(db, orderId, answer.state, answer.reason);
    if (answer.state === "done") return { orderId, delivered: true as const, at: new Date(answer.at).toISOString() };
    if (answer.state === "expired") throw new AppError("conflict", "servers.command_expired");
    if (answer.reason === "not_running") throw new AppError("conflict", "servers.not_running");
    throw new AppError("conflict", "servers.command_not_delivered", { problem: answer.reason ?? "unknown" });
  },
});

async function finish(db: Context["db"], orderId: string, state: string, reason: string | null): Promise<void> {
  await db.execute(
    sql`update server_orders set state = ${state}, reason = ${reason}, "finishedAt" = now() where id = ${orderId}`,
  );
}
