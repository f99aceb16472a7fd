import { createHmac, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { DAY, MINUTE, SECOND } from "#app/lib/duration.ts";
import { now } from "#app/platform/clock.ts";

export const STRIPE_SECRETS = { secretKey: "sk_test_of_the_tests", webhookSecret: "whsec_of_the_tests" };

/** A checkout session as the server keeps it, in Stripe's words. */
export interface StripeSession {
  id: string;
  payment_intent: string;
  client_reference_id: string;
  amount_total: number;
  currency: string;
  form: URLSearchParams;
}

export interface StripeServer {
  url: string;
  sessions: StripeSession[];
  /** How often a session was asked for, repeats included. */
  asked(): number;
  /** Refuses what is asked from now on, or does so no more. */
  breaks(isBroken: boolean): void;
  /** An event with its signature, as Stripe would send it. */
  notice(type: string, object: object, how?: { id?: string; at?: Date; secret?: string }): SignedNotice;
  close(): Promise<void>;
}

export interface SignedNotice {
  payload: string;
  signature: string;
}

/**
 * A server that speaks as much of Stripe's API as the panel uses: it opens checkout sessions for the right key, once an idempotency key, refuses what Stripe refuses
 * (no amount, an unknown currency, an address that is none, an end too soon or too late), and signs events.
 */
export async function startStripeServer(): Promise<StripeServer> {
  const sessions: StripeSession[] = [];
  const byKey = new Map<string, StripeSession>();
  let asked = 0;
  let isBroken = false;
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const refuse = (status: number, message: string) =>
      answer(status, { error: { type: "invalid_request_error", message } });
    const form = new URLSearchParams(await text(request));
    asked += 1;
    if (isBroken) return refuse(500, "Something went wrong on our end.");
    if (request.headers.authorization !== `Bearer ${STRIPE_SECRETS.secretKey}`)
      return refuse(401, "Invalid API Key provided");
    if (request.method !== "POST" || request.url !== "/v1/checkout/sessions")
      return refuse(404, "Unrecognized request URL");
    const amount = Number(form.get("line_items[0][price_data][unit_amount]"));
    const quantity = Number(form.get("line_items[0][quantity]"));
    const currency = form.get("line_items[0][price_data][currency]") ?? "";
    if (form.get("mode") !== "payment" || !Number.isInteger(amount) || amount < 1 || !(quantity >= 1))
      return refuse(400, "Invalid line items");
    if (!/^[a-z]{3}$/.test(currency)) return refuse(400, `Invalid currency: ${currency}`);
    if (!URL.canParse(form.get("success_url") ?? "")) return refuse(400, "Not a valid URL");
    const inMs = Number(form.get("expires_at")) * SECOND - now().getTime();
    if (!(inMs >= 30 * MINUTE && inMs <= DAY))
      return refuse(400, "The `expires_at` must be 30 minutes to 24 hours ahead");
    const key = String(request.headers["idempotency-key"] ?? "");
    let session = byKey.get(key);
    if (!session) {
      session = {
        id: `cs_test_${randomBytes(12).toString("hex")}`,
        payment_intent: `pi_${randomBytes(12).toString("hex")}`,
        client_reference_id: form.get("client_reference_id") ?? "",
        amount_total: amount * quantity,
        currency,
        form,
      };
      sessions.push(session);
      if (key !== "") byKey.set(key, session);
    }
    answer(200, { id: session.id, object: "checkout.session", url: `https://checkout.stripe.com/c/pay/${session.id}` });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sessions,
    asked: () => asked,
    breaks(broken) {
      isBroken = broken;
    },
    notice(
      type,
      object,
      { id = `evt_${randomBytes(12).toString("hex")}`, at = now(), secret = STRIPE_SECRETS.webhookSecret } = {},
    ) {
      const payload = JSON.stringify({ id, object: "event", api_version: "2024-06-20", type, data: { object } });
      const seconds = Math.floor(at.getTime() / 1000);
      const v1 = createHmac("sha256", secret).update(`${seconds}.${payload}`).digest("hex");
      return { payload, signature: `t=${seconds},v1=${v1},v0=${"0".repeat(64)}` };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
