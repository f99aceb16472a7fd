import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { KeyId } from "./schema.ts";

const payload = z.object({ keyId: KeyId, name: z.string(), ownerId: z.string() });
const EXAMPLE = {
  keyId: "key_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Bot",
  ownerId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
};
const AT = "2026-11-21T08:00:00.000Z";
const OTHER_KEY = "key_019f3c2a7b407d11a2c35e8f90b1c2d4";
const permission = "api-keys:read";
const subject = (about: z.output<typeof payload>) => ({ userId: about.ownerId });

export const apiKeyCreated = defineEvent({
  type: "api_key.created",
  summary: "An API key was made.",
  permission,
  payload,
  example: EXAMPLE,
  subject,
});

export const apiKeyUpdated = defineEvent({
  type: "api_key.updated",
  summary: "An API key was changed, disabled or enabled.",
  permission,
  payload: payload.extend({ change: z.enum(["edited", "disabled", "enabled"]) }),
  example: { ...EXAMPLE, change: "disabled" },
  subject,
});

export const apiKeyRotated = defineEvent({
  type: "api_key.rotated",
  summary: "Another API key took the place of one, which works beside it for a time of grace.",
  permission,
  payload: payload.extend({ replacedById: KeyId, graceEndsAt: Timestamp }),
  example: { ...EXAMPLE, replacedById: OTHER_KEY, graceEndsAt: AT },
  subject,
});

export const apiKeyRevoked = defineEvent({
  type: "api_key.revoked",
  summary: "An API key was revoked.",
  permission,
  payload,
  example: EXAMPLE,
  subject,
});

export const apiKeyLeaked = defineEvent({
  type: "api_key.leaked",
  summary: "An API key was reported as known to others, and was revoked.",
  permission,
  payload,
  example: EXAMPLE,
  subject,
});

export const apiKeyNewNetwork = defineEvent({
  type: "api_key.new_network",
  summary: "An API key was used from a network that it had not been used from before.",
  permission,
  payload: payload.extend({ network: z.string(), at: Timestamp }),
  example: { ...EXAMPLE, network: "192.0.2.0/24", at: AT },
  subject,
});

export const apiKeyUnusualTraffic = defineEvent({
  type: "api_key.unusual_traffic",
  summary: "An API key was used ten times as much as usual within an hour.",
  permission,
  payload: payload.extend({ calls: z.int(), usual: z.number(), hour: Timestamp }),
  example: { ...EXAMPLE, calls: 5200, usual: 410, hour: AT },
  subject,
});

export const apiKeyRefusals = defineEvent({
  type: "api_key.refusals",
  summary: "Many calls by an API key were refused within five minutes.",
  permission,
  payload: payload.extend({ calls: z.int(), reason: z.string().nullable(), at: Timestamp }),
  example: { ...EXAMPLE, calls: 34, reason: "forbidden", at: AT },
  subject,
});

export const apiKeyUsedAfterIdle = defineEvent({
  type: "api_key.used_after_idle",
  summary: "An API key was used that had not been used for 30 days or more.",
  permission,
  payload: payload.extend({ idleDays: z.int(), at: Timestamp }),
  example: { ...EXAMPLE, idleDays: 47, at: AT },
  subject,
});

export const apiKeyExpiring = defineEvent({
  type: "api_key.expiring",
  summary: "An API key expires within 7 days.",
  permission,
  payload: payload.extend({ expiresAt: Timestamp }),
  example: { ...EXAMPLE, expiresAt: AT },
  subject,
});

export const apiKeyRotatedUsed = defineEvent({
  type: "api_key.rotated_used",
  summary: "An API key was used in its time of grace, though another has taken its place.",
  permission,
  payload: payload.extend({ graceEndsAt: Timestamp, address: z.string().nullable() }),
  example: { ...EXAMPLE, graceEndsAt: AT, address: "192.0.2.7" },
  subject,
});
