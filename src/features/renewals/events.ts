import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { ServerId } from "../hosting/schema.ts";
import { RENEWED_BY } from "./schema.ts";

const OneServer = z.object({ serverId: ServerId, name: z.string() });
const SERVER = { serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Lowtide" };
const ofServer = ({ serverId }: { serverId: string }) => ({ serverId });

export const serverRenewed = defineEvent({
  type: "server.renewed",
  summary: "A server's time was prolonged.",
  permission: "servers:read",
  payload: OneServer.extend({
    by: z.enum(RENEWED_BY),
    days: z.int(),
    expiresAt: Timestamp.describe("Until when its time is paid now."),
  }),
  example: { ...SERVER, by: "payment", days: 30, expiresAt: "2026-12-21T12:00:00.000Z" },
  subject: ofServer,
});

export const serverRenewalFailed = defineEvent({
  type: "server.renewal_failed",
  summary: "A server should have been renewed from its owner's coins, and was not.",
  permission: "servers:read",
  payload: OneServer.extend({
    problem: z.string().describe("Why: a reason of the panel's errors."),
    expiresAt: Timestamp,
  }),
  example: { ...SERVER, problem: "economy.insufficient", expiresAt: "2026-12-21T12:00:00.000Z" },
  subject: ofServer,
});

export const serverExpiring = defineEvent({
  type: "server.expiring",
  summary: "A server's time is over before long; its owner was reminded.",
  permission: "servers:read",
  payload: OneServer.extend({ days: z.int().describe("In how many days at most."), expiresAt: Timestamp }),
  example: { ...SERVER, days: 3, expiresAt: "2026-12-21T12:00:00.000Z" },
  subject: ofServer,
});

export const serverExpired = defineEvent({
  type: "server.expired",
  summary: "A server's time is over. It runs on for its days of grace, and is then suspended.",
  permission: "servers:read",
  payload: OneServer.extend({ expiresAt: Timestamp, graceUntil: Timestamp }),
  example: { ...SERVER, expiresAt: "2026-12-21T12:00:00.000Z", graceUntil: "2026-12-24T12:00:00.000Z" },
  subject: ofServer,
});

export const serverExemptionChanged = defineEvent({
  type: "server.exemption_changed",
  summary: "A server was exempted from renewals, or is no more.",
  permission: "servers:read",
  payload: OneServer.extend({ isExempt: z.boolean(), reason: z.string().nullable() }),
  example: { ...SERVER, isExempt: true, reason: "The community's own" },
  subject: ofServer,
});

export const memberExemptionChanged = defineEvent({
  type: "member.renewal_exemption_changed",
  summary: "A member's servers never expire, or do again.",
  permission: "economy.all:read",
  payload: z.object({ userId: z.string(), name: z.string(), isExempt: z.boolean() }),
  example: { userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Ada", isExempt: true },
  subject: ({ userId }) => ({ userId }),
});
