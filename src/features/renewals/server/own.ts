import * as z from "zod";
import { moveCoins } from "#app/features/economy/server/index.ts";
import { EXAMPLE_SERVER, OneServer, type ServerRow, serverSubject } from "#app/features/hosting/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, type Subject } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { Renewal } from "../schema.ts";
import { bypassesOf, takeBypasses } from "./bypasses.ts";
import { holdRenewals, renewServers } from "./renew.ts";
import { type RenewalRow, renewalOf, shownRenewal } from "./renewal-rows.ts";
import { requireTerms } from "./terms.ts";

/** A server that the caller sees. What is asked of them on the instance, their coins, says nothing of the server. */
export const seenServer: Subject<{ serverId: string }, ServerRow> = {
  ...serverSubject,
  async load(context, input) {
    const found = await serverSubject.load(context, input);
    return found && may(context.actor, "servers:read", serverSubject.on!(found)) ? found : null;
  },
};

const OneEnd = OneServer.extend({
  expiresAt: Timestamp.describe(
    "The end that you have read. Where it is another by now the server was renewed since, and is not once more.",
  ),
});
const EXAMPLE_END = { ...EXAMPLE_SERVER, expiresAt: "2026-12-21T12:00:00.000Z" };
const Renewed = z.object({
  renewal: Renewal,
  isNew: z.boolean().describe("False: it had been renewed since you read its end, and nothing was taken from you."),
});

const spends = { kind: "permission", permission: "economy:spend" } as const;
const errors = ["conflict", "insufficient_coins"] as const;

export const renew = defineCommand({
  id: "renewals.renew",
  summary: "Renew a server for coins",
  description:
    "For whoever sees it, from their own coins. A period is added to its end, or begins now where that has passed. A server that was suspended because nobody renewed it can be started again at once.",
  access: spends,
  subject: seenServer,
  errors,
  input: OneEnd.extend({
    priceCoins: z.int().min(0).optional().describe("The price that you have read: refused where it is another by now."),
  }),
  output: Renewed,
  example: EXAMPLE_END,
  http: { method: "POST", path: "/servers/{serverId}/renewal" },
  run: (context, input, server) => renewOnce(context, input, server),
});

async function renewOnce(
  context: Context,
  { serverId, expiresAt, priceCoins }: z.output<typeof OneEnd> & { priceCoins?: number | undefined },
  server: ServerRow,
) {
  const { db, now, changed } = context;
  const payer = requirePerson(context);
  const terms = await requireTerms(db);
  const held = await heldEnd(context, serverId, terms);
  if (held.expiresAt.getTime() !== Date.parse(expiresAt))
    return { renewal: shownRenewal(held, terms, now), isNew: false };
  if (priceCoins !== undefined && priceCoins !== terms.priceCoins)
    throw new AppError("conflict", "renewals.price_changed", { price: terms.priceCoins });
  const [renewed] = await renewServers(context, [serverId], { by: "payment", paidCoins: terms.priceCoins });
  await payRenewal(context, { userId: payer, serverId, name: server.name, previousAt: held.expiresAt, ...terms });
  changed({ expiresAt: iso(held.expiresAt) }, { expiresAt: iso(renewed!.expiresAt), coins: terms.priceCoins });
  return { renewal: shownRenewal(renewed!, terms, now), isNew: true };
}

/** The renewal of a server that expires, held until the commit. */
async function heldEnd(
  context: Context,
  serverId: string,
  terms: Parameters<typeof holdRenewals>[2],
): Promise<RenewalRow> {
  const [held] = await holdRenewals(context, [serverId], terms);
  if (!held) throw new AppError("not_found");
  if (held.exemptAt) throw new AppError("conflict", "renewals.exempt");
  return held;
}

/** Takes the price of a period from a member, once for each end of a server. */
export async function payRenewal(
  context: Context,
  of: { userId: string; serverId: string; name: string; previousAt: Date; priceCoins: number; periodDays: number },
): Promise<void> {
  if (of.priceCoins === 0) return;
  await moveCoins(context, {
    from: { userId: of.userId },
    to: { system: "renewals" },
    amount: of.priceCoins,
    kind: "renewal.paid",
    key: `renewal:${of.serverId}:${of.previousAt.toISOString()}`,
    about: { kind: "server", id: of.serverId },
    params: { server: of.name, days: of.periodDays },
  });
}

function requirePerson({ actor }: Context): string {
  if (actor.userId === null) throw new AppError("forbidden", "forbidden", { permission: "economy:spend" });
  return actor.userId;
}

export const useBypass = defineCommand({
  id: "renewals.useBypass",
  summary: "Renew a server by a renewal that costs nothing",
  description: "For whoever sees it, by one of the renewals that they have bought or were given.",
  access: spends,
  subject: seenServer,
  errors,
  input: OneEnd,
  output: Renewed.extend({ bypasses: z.int().describe("How many such renewals you have left.") }),
  example: EXAMPLE_END,
  http: { method: "POST", path: "/servers/{serverId}/renewal/bypass" },
  async run(context, { serverId, expiresAt }) {
    const { db, now, changed } = context;
    const userId = requirePerson(context);
    const terms = await requireTerms(db);
    const held = await heldEnd(context, serverId, terms);
    if (held.expiresAt.getTime() !== Date.parse(expiresAt))
      return { renewal: shownRenewal(held, terms, now), isNew: false, bypasses: await bypassesOf(db, userId) };
    const bypasses = await takeBypasses(context, userId);
    const [renewed] = await renewServers(context, [serverId], { by: "bypass" });
    changed({ expiresAt: iso(held.expiresAt) }, { expiresAt: iso(renewed!.expiresAt) });
    return { renewal: shownRenewal(renewed!, terms, now), isNew: true, bypasses };
  },
});

export const setAuto = defineCommand({
  id: "renewals.setAuto",
  summary: "Have a server renewed from the own coins when it expires, or no more",
  description:
    "Only its owner can say so, and it ends when the server gets another owner. Where there are too few coins it is tried again each day until the server is suspended.",
  access: spends,
  subject: seenServer,
  errors,
  input: OneServer.extend({ isOn: z.boolean() }),
  output: Renewal,
  example: { ...EXAMPLE_SERVER, isOn: true },
  http: { method: "PUT", path: "/servers/{serverId}/renewal/auto" },
  async run(context, { serverId, isOn }, server) {
    const { db, now, changed } = context;
    const userId = requirePerson(context);
    if (server.ownerId !== userId) throw new AppError("conflict", "renewals.owner_only");
    const terms = await requireTerms(db);
    const [held] = await holdRenewals(context, [serverId], terms);
    if (!held) throw new AppError("not_found");
    // One that has expired and still runs is looked at by the clock at once.
    await db.execute(sql`
      update server_renewals set "autoRenewBy" = ${isOn ? userId : null}, "autoTriedAt" = null, "autoProblem" = null, "updatedAt" = ${now},
        "nextAt" = case when "expiredAt" is null or "suspendedAt" is not null then "nextAt" when ${isOn}::boolean then ${now}::timestamptz else "graceUntil" end
      where "serverId" = ${serverId}`);
    changed({ autoRenews: held.autoRenews }, { autoRenews: isOn });
    return shownRenewal((await renewalOf(db, serverId, terms))!, terms, now);
  },
});
