import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OutboundError, type OutboundHttp, openOutboundHttp } from "#app/platform/outbound-http.ts";
import { PaymentId } from "../schema.ts";
import type { Checkout, PaymentNotice, PaymentProvider } from "./provider-interface.ts";

const log = logOf("payments");
/** How old a signature may be: as Stripe's own libraries have it, so that one that was overheard is soon worth nothing. */
export const TOLERANCE_MS = 300 * SECOND;
const API_VERSION = "2024-06-20";
const STRIPE = "https://api.stripe.com";
const ANSWER_MS = 15 * SECOND;
const MOST_BYTES = 256 * 1024;

const Opened = z.object({ id: z.string().min(1), url: z.url({ protocol: /^https?$/ }) });
const Notice = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  data: z.object({ object: z.unknown() }),
});
const Metadata = z.object({ payment_id: z.string().optional() }).nullish();
/** What tells a session of ours from those of others who sell by the same account, and of which the rest may have any form. */
const Named = z.object({ client_reference_id: PaymentId });
const Session = Named.extend({
  payment_status: z.string(),
  payment_intent: z.string().nullable(),
  amount_total: z.int(),
  currency: z.string(),
});
const Charge = z.object({ payment_intent: z.string().nullable(), amount_refunded: z.int(), metadata: Metadata });
const Dispute = z.object({ payment_intent: z.string().nullable(), status: z.string() });

interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  apiUrl: string;
}

/**
 * Payments by Stripe's Checkout: a page of theirs, and notices of what became of it. Only what the store needs of their API, by plain calls.
 * Source: docs.stripe.com/api (checkout sessions, events) and docs.stripe.com/webhooks#verify-manually.
 */
export function stripeProvider({ secretKey, webhookSecret, apiUrl }: StripeSettings): PaymentProvider {
  return {
    name: "stripe",
    async openCheckout(checkout) {
      const answer = await client(apiUrl)
        .post({
          url: new URL("/v1/checkout/sessions", apiUrl).href,
          headers: {
            authorization: `Bearer ${secretKey}`,
            "content-type": "application/x-www-form-urlencoded",
            "idempotency-key": checkout.paymentId,
            "stripe-version": API_VERSION,
          },
          body: formOf(checkout),
        })
        .catch((error) => {
          if (!(error instanceof OutboundError)) throw error;
          log.warn({ problem: error.problem }, "Stripe could not be asked");
          throw new AppError("unavailable", "payments.provider_away");
        });
      const opened = answer.status === 200 ? Opened.safeParse(jsonOf(answer.body)) : null;
      if (!opened?.success) {
        // What Stripe says is for the operator; it may name the account.
        log.warn({ status: answer.status, body: answer.body.slice(0, 500) }, "Stripe did not open a checkout");
        throw new AppError("unavailable", "payments.provider_away");
      }
      return { sessionId: opened.data.id, url: opened.data.url };
    },
    readNotice(payload, signature, now) {
      if (!isSigned(payload, signature, webhookSecret, now)) throw new AppError("bad_request", "payments.signature");
      const notice = Notice.safeParse(jsonOf(payload));
      if (!notice.success) throw new AppError("bad_request", "payments.signature");
      return read(notice.data);
    },
  };
}

/** By Stripe's scheme v1: HMAC-SHA256 over the time, a dot and the bytes as they came; any of several signatures, compared in constant time. */
function isSigned(payload: string, header: string, secret: string, now: Date): boolean {
  const parts = header.split(",").map((part) => part.trim().split("=", 2) as [string, string | undefined]);
  const at = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(now.getTime() - Number(at) * SECOND) > TOLERANCE_MS) return false;
  const expected = createHmac("sha256", secret).update(`${at}.${payload}`).digest();
  let isGood = false;
  for (const [name, value] of parts) {
    if (name !== "v1" || !value || !/^[0-9a-f]{64}$/.test(value)) continue;
    if (timingSafeEqual(expected, Buffer.from(value, "hex"))) isGood = true;
  }
  return isGood;
}

function read({ id, type, data: { object } }: z.output<typeof Notice>): PaymentNotice {
  const base = { noticeId: id, type };
  const nothing = { ...base, what: "nothing" } as const;
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded": {
      if (!Named.safeParse(object).success) return nothing;
      const session = Session.parse(object);
      const about = { ...base, paymentId: session.client_reference_id, intentId: session.payment_intent };
      // That it is paid comes as a notice of its own.
      if (session.payment_status === "unpaid") return { ...about, what: "pending" };
      if (session.payment_status !== "paid") return nothing;
      return {
        ...about,
        what: "paid",
        amountMinor: session.amount_total,
        currency: session.currency.toUpperCase(),
      };
    }
    case "checkout.session.expired":
    case "checkout.session.async_payment_failed": {
      const named = Named.safeParse(object);
      if (!named.success) return nothing;
      const paymentId = named.data.client_reference_id;
      return { ...base, what: type === "checkout.session.expired" ? "expired" : "failed", paymentId };
    }
    case "charge.refunded": {
      const { payment_intent: intentId, amount_refunded: refundedMinor, metadata } = Charge.parse(object);
      if (!intentId) return nothing;
      return { ...base, what: "refunded", intentId, refundedMinor, paymentId: metadata?.payment_id ?? null };
    }
    case "charge.dispute.created":
    case "charge.dispute.closed": {
      const { payment_intent: intentId, status } = Dispute.parse(object);
      if (!intentId) return nothing;
      if (type === "charge.dispute.created") return { ...base, what: "disputed", intentId };
      return status === "won" || status === "warning_closed" ? { ...base, what: "dispute_won", intentId } : nothing;
    }
    default:
      return nothing;
  }
}

function formOf({
  paymentId,
  itemName,
  quantity,
  unitMinor,
  currency,
  email,
  until,
  doneUrl,
  backUrl,
}: Checkout): string {
  return new URLSearchParams({
    mode: "payment",
    client_reference_id: paymentId,
    success_url: doneUrl,
    cancel_url: backUrl,
    expires_at: String(Math.floor(until.getTime() / SECOND)),
    "line_items[0][quantity]": String(quantity),
    "line_items[0][price_data][currency]": currency.toLowerCase(),
    "line_items[0][price_data][unit_amount]": String(unitMinor),
    "line_items[0][price_data][product_data][name]": itemName,
    "metadata[payment_id]": paymentId,
    "payment_intent_data[metadata][payment_id]": paymentId,
    ...(email && { customer_email: email }),
  }).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

let opened: { base: string; allow: string; http: OutboundHttp } | undefined;

/** A client that may call Stripe, and where this panel's operator has put another in its place, that one. */
function client(base: string): OutboundHttp {
  const { host, protocol, port } = new URL(base);
  const own = port === "" ? `${host}:${protocol === "https:" ? 443 : 80}` : host;
  const allow = [env().OUTBOUND_ALLOW, ...(base === STRIPE ? [] : [own])].filter((entry) => entry !== "").join(",");
  if (opened?.base !== base || opened.allow !== allow)
    opened = { base, allow, http: openOutboundHttp({ allow, totalMs: ANSWER_MS, answerBytes: MOST_BYTES }) };
  return opened.http;
}
