import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { Limits, ServerId } from "../schema.ts";
import { SERVER_STATES } from "../server-states.ts";
import { stateOf } from "./server-rows.ts";

const SHORT_ID = /^[0-9a-f]{12}$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** A member's server with the numbers that programs of other systems know things by. */
export const MemberServer = z.object({
  id: ServerId,
  number: z.int(),
  shortId: z.string().describe("The last 12 digits of the id: /servers/{shortId} is its page."),
  name: z.string(),
  description: z.string().nullable(),
  state: z.enum(SERVER_STATES),
  isSuspended: z.boolean(),
  limits: Limits,
  node: z.int().describe("Number of its node."),
  blueprint: z.int().describe("Number of its blueprint."),
  allocation: z.int().nullable().describe("Number of the port that players connect to; null while it has none."),
  ports: z.int().describe("How many it has."),
});
export type MemberServer = z.output<typeof MemberServer>;

const Row = z.object({
  ...{ id: z.string(), num: z.number(), name: z.string(), description: z.string().nullable() },
  ...{ suspendedAt: z.date().nullable(), nodeSeenAt: z.date().nullable(), observed: MemberServer.shape.state },
  ...{ memoryMiB: z.number(), cpuPercent: z.number(), diskMiB: z.number(), processes: z.number() },
  ...{ node: z.number(), blueprint: z.number(), allocation: z.number().nullable(), ports: z.number() },
});

/** The servers of a member that the caller may see, oldest first. */
export async function serversOfMember(
  { db, actor, now }: Pick<Context, "db" | "actor" | "now">,
  userId: string,
): Promise<MemberServer[]> {
  const found = await rows(
    db,
    Row,
    sql`select s.id, s.num, s.name, s.description, s."suspendedAt", n."lastSeenAt" as "nodeSeenAt", s.observed, s."memoryMiB", s."cpuPercent", s."diskMiB",
          s.processes, n.num as node, b.num as blueprint, a.allocation, a.ports
        from servers s join nodes n on n.id = s."nodeId" join blueprints b on b.id = s."blueprintId"
          cross join lateral (select (array_agg(num order by "primary" desc, port))[1] as allocation, count(*)::int as ports
            from allocations where "serverId" = s.id) a
        where s."ownerId" = ${userId} and s.desired <> 'deleted' and ${visibleServers(actor, "servers:read")} order by s.num`,
  );
  return found.map(
    ({ num, suspendedAt, nodeSeenAt, observed, memoryMiB, cpuPercent, diskMiB, processes, ...server }) => ({
      ...server,
      number: num,
      shortId: server.id.slice(-12),
      // What `stateOf` is given is what a node said: it says neither of the two words that are the panel's own.
      state: stateOf({ suspendedAt, nodeSeenAt, observed: observed as Parameters<typeof stateOf>[0]["observed"] }, now),
      isSuspended: suspendedAt !== null,
      limits: { memoryMiB, cpuPercent, diskMiB, processes },
    }),
  );
}

export const ofMember = defineQuery({
  id: "servers.ofMember",
  summary: "List a member's servers",
  description: "All that they own and you may see, oldest first, with the numbers of server, node, blueprint and port.",
  access: { kind: "permission", permission: "users:read" },
  input: z.object({ userId: z.string().max(100) }),
  output: z.object({ userId: z.string(), items: z.array(MemberServer) }),
  errors: ["not_found"],
  example: { userId: "usr_01930000000070008000000000000001" },
  http: { method: "GET", path: "/admin/users/{userId}/servers" },
  async run(context, { userId }) {
    const known = await row(
      context.db,
      z.object({ id: z.string() }),
      sql`select id from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
    );
    if (!known) throw new AppError("not_found");
    return { userId, items: await serversOfMember(context, userId) };
  },
});

export const find = defineQuery({
  id: "servers.find",
  summary: "Find a server by a short id",
  description: "By the last 12 digits of its id, or its UUID. What is not yours to see is not found.",
  access: { kind: "list", permission: "servers:read" },
  input: z.object({ id: z.string().max(64) }),
  output: z.object({ serverId: ServerId }),
  errors: ["not_found"],
  example: { id: "000000000001" },
  http: { method: "GET", path: "/servers/by-short-id/{id}" },
  async run({ db, actor }, { id }) {
    const text = id.toLowerCase();
    const isShort = SHORT_ID.test(text);
    if (!isShort && !UUID.test(text)) throw new AppError("not_found");
    const digits = text.replaceAll("-", "");
    // Two servers with the same last digits are neither's: better no page than another's.
    const found = await rows(
      db,
      z.object({ id: ServerId }),
      sql`select s.id from servers s where right(s.id, 12) = ${digits.slice(-12)} and (${isShort} or s.id = ${`srv_${digits}`})
            and s.desired <> 'deleted' and ${visibleServers(actor, "servers:read")} limit 2`,
    );
    if (found.length !== 1) throw new AppError("not_found");
    return { serverId: found[0]!.id };
  },
});
