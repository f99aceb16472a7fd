import * as z from "zod";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, likePart, pageRows, row, sql } from "#app/platform/sql.ts";
import { RENEWAL_STATES, RENEWED_BY, Renewal, RenewalPeriod, RenewalState, RenewalTerms } from "../schema.ts";
import { bypassesOf } from "./bypasses.ts";
import {
  endOf,
  RENEWAL_FROM,
  RenewalRow,
  renewalColumns,
  renewalOf,
  renewalStateSql,
  shownRenewal,
} from "./renewal-rows.ts";
import { renewalTerms } from "./terms.ts";

export { renewByItself, settle, takeDue } from "./due.ts";
export { exempt, grant, unexempt } from "./for-staff.ts";
export { renew, setAuto, useBypass } from "./own.ts";

const MINE = "mine";

export const terms = defineQuery({
  id: "renewals.terms",
  summary: "Get what a renewal costs and gives",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: RenewalTerms.extend({ bypasses: z.int().describe("How many renewals you have that cost nothing.") }),
  example: {},
  http: { method: "GET", path: "/renewals/terms" },
  async run({ db, actor }) {
    const bypasses = actor.userId === null ? 0 : await bypassesOf(db, actor.userId);
    return { ...(await renewalTerms(db)), bypasses };
  },
});

export const list = defineQuery({
  id: "renewals.list",
  summary: "List until when servers' time is paid",
  description:
    "Those you own, those you have a grant on, or all if you may see all; what ends first comes first. Empty where servers do not expire.",
  access: { kind: "list", permission: "servers:read" },
  input: PageInput.extend({
    state: RenewalState.optional(),
    owner: z.enum([MINE]).optional().describe("mine: only what you own."),
    q: z.string().trim().max(100).optional().describe("Part of the server's or the owner's name."),
  }),
  output: pageOf(Renewal),
  example: { state: "soon" },
  http: { method: "GET", path: "/renewals" },
  async run({ db, actor, now }, { state, owner, q, page, limit }) {
    const terms = await renewalTerms(db);
    const conditions = [
      sql`s.desired <> 'deleted'`,
      sql`${terms.isOn}::boolean`,
      visibleServers(actor, "servers:read"),
      ...(state ? [sql`(${renewalStateSql(terms, now)}) = ${state}`] : []),
      ...(owner === MINE ? [sql`s."ownerId" = ${actor.userId}`] : []),
      ...(q ? [sql`(s.name ilike ${likePart(q)} or u.name ilike ${likePart(q)})`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      RenewalRow,
      sql`select ${renewalColumns(terms)}, count(*) over ()::int as total from ${RENEWAL_FROM} where ${join(conditions, " and ")}
          order by (r."exemptAt" is not null), ${endOf(terms)}, s.num`,
      { page, limit },
    );
    return { items: found.map((one) => shownRenewal(one, terms, now)), total, page, limit };
  },
});

export const get = defineQuery({
  id: "renewals.get",
  summary: "Get until when a server's time is paid",
  description: "`renewal` is null where servers do not expire.",
  access: { kind: "permission", permission: "servers:read" },
  subject: serverSubject,
  input: OneServer,
  output: z.object({ renewal: Renewal.nullable() }),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/renewal" },
  async run({ db, now }, { serverId }) {
    const terms = await renewalTerms(db);
    const found = terms.isOn ? await renewalOf(db, serverId, terms) : null;
    return { renewal: found && shownRenewal(found, terms, now) };
  },
});

const PeriodRow = z.object({
  by: z.enum(RENEWED_BY),
  days: z.number(),
  paidCoins: z.number(),
  byWhom: z.string(),
  reason: z.string().nullable(),
  previousAt: z.date(),
  expiresAt: z.date(),
  at: z.date(),
});

export const history = defineQuery({
  id: "renewals.history",
  summary: "List what a server's time was prolonged by",
  description: "The latest first.",
  access: { kind: "permission", permission: "servers:read" },
  subject: serverSubject,
  input: PageInput.extend(OneServer.shape),
  output: pageOf(RenewalPeriod),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/renewal/history" },
  async run({ db }, { serverId, page, limit }) {
    const { found, total } = await pageRows(
      db,
      PeriodRow,
      sql`select by, days, "paidCoins", "byLabel" as "byWhom", reason, "previousAt", "expiresAt", at, count(*) over ()::int as total
          from renewal_periods where "serverId" = ${serverId} order by id desc`,
      { page, limit },
    );
    const items = found.map((period) => ({
      ...period,
      previousAt: iso(period.previousAt),
      expiresAt: iso(period.expiresAt),
      at: iso(period.at),
    }));
    return { items, total, page, limit };
  },
});

const Counts = z.object(
  Object.fromEntries(RENEWAL_STATES.map((state) => [state, z.int()])) as Record<RenewalState, z.ZodInt>,
);

export const counts = defineQuery({
  id: "renewals.counts",
  summary: "Count servers by whether they are renewed",
  access: { kind: "permission", permission: "economy.all:read" },
  input: z.object({}),
  output: z.object({
    servers: Counts.describe("How many servers are in each state; none where servers do not expire."),
    renewingSoon: z
      .int()
      .describe("How many of those that end within seven days are renewed from their owners' coins."),
    since: Timestamp.nullable().describe("Since when servers expire; null: they do not."),
  }),
  example: {},
  http: { method: "GET", path: "/renewals/counts" },
  async run({ db, now }) {
    const terms = await renewalTerms(db);
    const state = renewalStateSql(terms, now);
    const filtered = RENEWAL_STATES.map((word) => sql`count(*) filter (where c.state = ${word})::int`);
    const found = await row(
      db,
      Counts.extend({ autos: z.int() }),
      sql`select ${filtered[0]} as active, ${filtered[1]} as soon, ${filtered[2]} as expired, ${filtered[3]} as suspended, ${filtered[4]} as exempt,
            count(*) filter (where c.state = 'soon' and c.auto)::int as autos
          from (select ${state} as state, coalesce(r."autoRenewBy" = s."ownerId", false) as auto from ${RENEWAL_FROM}
            where s.desired <> 'deleted' and ${terms.isOn}::boolean) c`,
    );
    const { autos, ...servers } = found!;
    return { servers, renewingSoon: autos, since: iso(terms.onSince) };
  },
});
