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
    const key = keyOf(secret);
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

/** Our secrets say in base64 what signs; one that its owner gave is taken as it is. */
function keyOf(secret: string): Buffer {
  return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), "base64") : Buffer.from(secret);
}

/** The header of clients of the kill tracker: `sha256=` and the body's HMAC-SHA256 under the secret as it is written, hex. */
export function trackerSignature(body: string, secret: string): Record<string, string> {
  return { "x-webhook-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
}
