import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { DELIVERY_STATES } from "../delivery-states.ts";
import type { DeliveryStatus } from "../schema.ts";

/** What of the list of webhooks is in the address: the page alone. */
export const WEBHOOK_QUERY = { sort: "" };

/** The servers that events can be narrowed to. */
export const SERVERS_QUERY = { limit: 100, sort: "name" } as const;

/** What of a webhook's log is in the address. */
export const DELIVERY_PARSERS = {
  status: parseAsStringLiteral(DELIVERY_STATES),
  type: parseAsString.withDefault(""),
  /** The delivery that is open at the side. */
  delivery: parseAsString,
};

/** The question for a log's newest deliveries. */
export function deliveriesInput(webhookId: string, { status, type }: { status: DeliveryStatus | null; type: string }) {
  return { webhookId, limit: 50, ...(status && { status }), ...(type && { type }) };
}
