import * as z from "zod";
import { NO_LIMIT } from "#app/features/packages/resources.ts";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { uuidOf } from "../ids.ts";
import { PanelServer, panelServer } from "./servers.ts";
import { anyText, Done, done, NamedId, orRefused, resource, StringId, Success } from "./shapes.ts";

const SAID_BY = "By the Heliactyl API";
const LONGEST_REASON = 500;
/** A ban whose end has passed when it arrives ends as soon as it has begun. */
const AT_ONCE_MS = 1_000;

const Resources = z.object({ ram: z.int(), disk: z.int(), cpu: z.int(), servers: z.int() });
type Standing = z.output<(typeof operations.standing.of)["output"]>;

function resources({ memoryMiB, diskMiB, cpuPercent, servers }: Standing["base"]): z.input<typeof Resources> {
  return { ram: memoryMiB, disk: diskMiB, cpu: cpuPercent, servers };
}

/** The user as the panel under the original shows them, as far as there is such a thing here. */
const PanelUser = z.object({
  object: z.literal("user"),
  attributes: z.object({
    id: z.int(),
    external_id: z.string().nullable(),
    uuid: z.string(),
    username: z.string(),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    language: z.string(),
    root_admin: z.boolean(),
    "2fa": z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
    relationships: z.object({ servers: z.object({ object: z.literal("list"), data: z.array(PanelServer) }) }),
  }),
});

function panelUser(user: Standing): z.input<typeof PanelUser> {
  return {
    object: "user",
    attributes: {
      ...{ id: user.number, external_id: null, uuid: uuidOf(user.id), username: user.name, email: user.email ?? "" },
      ...{ first_name: user.name, last_name: "", language: "en", root_admin: user.isAdmin, "2fa": user.secondFactor },
      ...{ created_at: user.createdAt, updated_at: user.updatedAt },
      relationships: {
        servers: { object: "list", data: user.servers.map((server) => panelServer(server, user.number)) },
      },
    },
  };
}

const Until = z
  .any()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === null || value === "") return null;
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(at)) return new Date(at);
    context.addIssue({ code: "custom", message: "expiration must be an ISO date or null" });
    return z.NEVER;
  });

/** Days and seconds of UTC, as the original's log has them. */
const plainTime = (at: string) => at.slice(0, 19).replace("T", " ");

const Limit = z
  .any()
  .optional()
  .transform((value, context) => {
    const limit = Number.parseInt(String(value), 10) || 15;
    if (limit >= 1 && limit <= 100) return limit;
    context.addIssue({ code: "custom", message: "limit must be between 1 and 100" });
    return z.NEVER;
  });

const bypass = (path: `/${string}`, operation: typeof operations.renewals.exemptMember, act: "granted" | "removed") =>
  defineRoute({
    http: { method: "POST", path },
    summary: act === "granted" ? "Give Renewal Bypass" : "Remove Renewal Bypass",
    operation,
    rate: "key",
    member: "body",
    body: z.object({ id: NamedId }),
    input: ({ memberId }) => ({ userId: memberId }),
    names: { userId: "id" },
    output: Done,
    answer: () => ({ ...done, message: `Renewal bypass ${act} successfully.` }),
  });

/** Rows of the document's sections User Management, and of Coins & Resources what is not coins. */
export const peopleRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v3/userinfo" },
    summary: "Get User Information",
    operation: operations.standing.of,
    rate: "key",
    member: "query",
    query: z.object({ id: NamedId }),
    input: ({ memberId }) => ({ userId: memberId }),
    names: { userId: "id" },
    output: orRefused(
      z.object({
        status: z.literal("success"),
        id: z.string(),
        renewalBypass: z.boolean(),
        package: Resources.extend({ name: z.string() }),
        extra: Resources,
        userinfo: PanelUser,
        coins: z.int(),
      }),
    ),
    answer: (user, { query }) => ({
      ...{ status: "success" as const, id: query.id, renewalBypass: user.neverExpires },
      package: { name: user.package.name, ...resources(user.base) },
      extra: resources(user.extra),
      userinfo: panelUser(user),
      coins: user.coins,
    }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v3/ban" },
    summary: "Ban User",
    operation: operations.users.suspend,
    rate: "key",
    member: "body",
    body: z.object({ id: StringId, reason: anyText, expiration: Until.describe("ISO 8601, or null: for good.") }),
    input: ({ memberId, body: { reason, expiration }, at }) => ({
      userId: memberId,
      reason: reason?.trim().slice(0, LONGEST_REASON).trim() || "No reason provided",
      ...(expiration && { until: new Date(Math.max(expiration.getTime(), at.getTime() + AT_ONCE_MS)).toISOString() }),
    }),
    names: { userId: "id", until: "expiration" },
    output: Done,
    answer: () => ({ ...done, message: "User banned successfully" }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v3/unban" },
    summary: "Unban User",
    operation: operations.users.unsuspend,
    rate: "key",
    member: "body",
    body: z.object({ id: StringId }),
    input: ({ memberId }) => ({ userId: memberId }),
    names: { userId: "id" },
    output: Done,
    answer: () => ({ ...done, message: "User unbanned successfully" }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v3/userinteractions" },
    summary: "Get User Activity/Interactions",
    operation: operations.users.interactions,
    rate: "key",
    member: "query",
    query: z.object({ id: NamedId, limit: Limit.describe("How many, 1 to 100. Default: 15.") }),
    input: ({ memberId, query }) => ({ userId: memberId, limit: query.limit }),
    names: { userId: "id" },
    output: orRefused(
      z.object({
        status: z.literal("success"),
        userId: z.string(),
        limit: z.int(),
        count: z.int(),
        interactions: z.array(z.object({ timestamp: z.string(), action: z.string() })),
      }),
    ),
    answer: ({ items }, { query: { id, limit } }) => ({
      ...{ status: "success" as const, userId: id, limit, count: items.length },
      interactions: items.map(({ at, operation, summary, actor, target, outcome }) => ({
        timestamp: plainTime(at),
        action: `[${operation}] ${summary}, by ${actor.label}${target ? `: ${target.label}` : ""}${outcome === "done" ? "" : ` (${outcome})`}`,
      })),
    }),
  }),
  bypass("/api/v3/give_renewalbypass", operations.renewals.exemptMember, "granted"),
  bypass("/api/v3/remove_renewalbypass", operations.renewals.unexemptMember, "removed"),
  defineRoute({
    http: { method: "POST", path: "/api/v3/setplan" },
    summary: "Set User Package/Plan",
    operation: operations.resources.assign,
    rate: "key",
    member: "body",
    body: z.object({ id: NamedId, package: anyText.describe("Name of a package. Absent: theirs is taken away.") }),
    input: ({ memberId, body }) => ({
      userId: memberId,
      ...(body.package === null ? { packageId: null } : { packageName: body.package }),
      reason: SAID_BY,
    }),
    names: { userId: "id", packageName: "package" },
    output: Success,
    answer: () => done,
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v3/setresources" },
    summary: "Set User Resources",
    operation: operations.resources.change,
    rate: "key",
    member: "body",
    body: z
      .object({
        id: NamedId,
        ram: resource("ram size", "MiB beyond the package."),
        disk: resource("disk size", "MiB beyond the package."),
        cpu: resource("cpu size", "Percent of one core beyond the package."),
        servers: resource("server size", "Servers beyond the package."),
      })
      .refine(({ ram, disk, cpu, servers }) => [ram, disk, cpu, servers].some((each) => each !== undefined), {
        error: "missing variables",
      }),
    input: ({ memberId, body: { ram, disk, cpu, servers } }) => ({
      userId: memberId,
      set: {
        ...(ram !== undefined && { memoryMiB: Math.min(ram, NO_LIMIT) }),
        ...(disk !== undefined && { diskMiB: Math.min(disk, NO_LIMIT) }),
        ...(cpu !== undefined && { cpuPercent: Math.min(cpu, NO_LIMIT) }),
        ...(servers !== undefined && { servers: Math.min(servers, NO_LIMIT) }),
      },
      reason: SAID_BY,
    }),
    names: { userId: "id" },
    output: Success,
    answer: () => done,
  }),
];
