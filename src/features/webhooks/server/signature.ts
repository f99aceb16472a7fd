import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
/** Standard Webhooks wants 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** A new secret to sign with, in the form that libraries for Standard Webhooks take. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`;
}

export interface Signed {
  id: string;
  at: Date;
  body: string;
  /** The present one first; the one before it for as long as both sign. */
  secrets: readonly string[];
}

/**
 * The headers by which a receiver knows that a body came from this panel, lately, and unchanged: `id.timestamp.body` under HMAC-SHA256, one signature a
 * secret. Source: Standard Webhooks, spec/standard-webhooks.md.
 */
export function signatureHeaders({ id, at, body, secrets }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
