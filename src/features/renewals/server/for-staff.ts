import * as z from "zod";
import { EXAMPLE_SERVER, liftSuspensions, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { serverExemptionChanged } from "../events.ts";
import { Renewal } from "../schema.ts";
import { daysOf, nextMoment } from "./moments.ts";
import { holdRenewals, renewServers } from "./renew.ts";
import { renewalOf, shownRenewal } from "./renewal-rows.ts";
import { requireTerms } from "./terms.ts";

const writes = { kind: "permission", permission: "economy:write" } as const;
const Reason = z.string().trim().min(1).max(300).describe("Why; its owner reads it too.");
const common = { access: writes, subject: serverSubject, errors: ["conflict"] as const, output: Renewal };

export const grant = defineCommand({
  ...common,
  id: "renewals.grant",
  summary: "Prolong a server's time for nothing",
  description:
    "The days are added to its end, or count from now where that has passed. Each call adds them once more: send an Idempotency-Key where it may be repeated.",
  input: OneServer.extend({ days: z.int().min(1).max(3650), reason: Reason }),
  example: { ...EXAMPLE_SERVER, days: 7, reason: "The node was away" },
  http: { method: "POST", path: "/servers/{serverId}/renewal/grant" },
  async run(context, { serverId, days, reason }) {
    const { db, now, changed } = context;
    const terms = await requireTerms(db);
    const [held] = await holdRenewals(context, [serverId], terms);
    if (!held) throw new AppError("not_found");
    const [renewed] = await renewServers(context, [serverId], { by: "grant", days, reason });
    changed({ expiresAt: iso(held.expiresAt) }, { expiresAt: iso(renewed!.expiresAt) });
    return shownRenewal(renewed!, terms, now);
  },
});

export const exempt = defineCommand({
  ...common,
  id: "renewals.exempt",
  summary: "Let a server never expire",
  description:
    "It runs without an end until that is taken back. If it was suspended because nobody renewed it, it is no more.",
  input: OneServer.extend({ reason: Reason }),
  example: { ...EXAMPLE_SERVER, reason: "The community's own" },
  http: { method: "PUT", path: "/servers/{serverId}/renewal/exemption" },
  run: (context, { serverId, reason }) => setExempt(context, serverId, reason),
});

export const unexempt = defineCommand({
  ...common,
  id: "renewals.unexempt",
  summary: "Let a server expire again",
  description: "It has a whole period from now, or what was paid beyond that.",
  input: OneServer,
  example: EXAMPLE_SERVER,
  http: { method: "DELETE", path: "/servers/{serverId}/renewal/exemption", status: 200 },
  run: (context, { serverId }) => setExempt(context, serverId, null),
});

async function setExempt(context: Context, serverId: string, reason: string | null) {
  const { db, now, actor, emit, changed } = context;
  const terms = await requireTerms(db);
  const [held] = await holdRenewals(context, [serverId], terms);
  if (!held) throw new AppError("not_found");
  const isExempt = reason !== null;
  if (!isExempt && held.exemptAt === null) throw new AppError("conflict", "renewals.not_exempt");
  const end = isExempt
    ? sql`"expiresAt"`
    : sql`greatest("expiresAt", ${now}::timestamptz + ${daysOf(terms.periodDays)})`;
  await db.execute(sql`
    update server_renewals set "exemptAt" = ${isExempt ? now : null}, "exemptReason" = ${reason}, "exemptByLabel" = ${isExempt ? actor.label : null},
      "expiresAt" = ${end}, "nextAt" = ${isExempt ? null : nextMoment(end, now)}::timestamptz, "expiredAt" = null, "graceUntil" = null, "suspendedAt" = null,
      "autoTriedAt" = null, "autoProblem" = null, "updatedAt" = ${now}
    where "serverId" = ${serverId}`);
  if (held.suspendedAt) await liftSuspensions(context, [serverId], "expired");
  emit(serverExemptionChanged, { serverId, name: held.serverName, isExempt, reason });
  changed({ isExempt: held.exemptAt !== null }, { isExempt, reason });
  return shownRenewal((await renewalOf(db, serverId, terms))!, terms, now);
}
