import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { KeyId } from "./schema.ts";

const payload = z.object({ keyId: KeyId, name: z.string(), ownerId: z.string() });
const EXAMPLE = {
  keyId: "key_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Bot",
  ownerId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
};
const subject = (about: z.output<typeof payload>) => ({ userId: about.ownerId });

export const apiKeyCreated = defineEvent({
  type: "api_key.created",
  summary: "An API key was made.",
  permission: "api-keys:read",
  payload,
  example: EXAMPLE,
  subject,
});

export const apiKeyRevoked = defineEvent({
  type: "api_key.revoked",
  summary: "An API key was revoked.",
  permission: "api-keys:read",
  payload,
  example: EXAMPLE,
  subject,
});
