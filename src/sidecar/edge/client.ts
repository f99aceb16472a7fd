import type { IncomingMessage } from "node:http";
import { clientAddress, isTrusted, normalAddress, type parseTrustedProxies } from "./client-address.ts";

/** Who sent a request and how they reached us, proxies seen through. */
export interface Client {
  address: string | null;
  proto: "http" | "https";
  /** Host and port as the client wrote them. */
  host: string;
}

/**
 * The client of a request. What a peer that is no trusted proxy says of itself is taken out of the headers, so that nobody behind this point can
 * believe it.
 */
export function clientOf(incoming: IncomingMessage, trusted: ReturnType<typeof parseTrustedProxies>): Client {
  const { headers, socket } = incoming;
  const peer = socket.remoteAddress;
  const known = normalAddress(peer);
  if (trusted.length > 0 && known !== null && isTrusted(known, trusted)) {
    return {
      address: clientAddress(peer, headerText(headers["x-forwarded-for"]), trusted),
      proto: lastOf(headers["x-forwarded-proto"]) === "https" ? "https" : "http",
      host: lastOf(headers["x-forwarded-host"]) ?? headers.host ?? "",
    };
  }
  if (headers["x-forwarded-host"] !== undefined) delete headers["x-forwarded-host"];
  if (headers["x-forwarded-for"] !== undefined) delete headers["x-forwarded-for"];
  if (headers["x-forwarded-proto"] !== undefined) delete headers["x-forwarded-proto"];
  return { address: known, proto: "http", host: headers.host ?? "" };
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

/** The nearest proxy's word: it stands last. */
function lastOf(value: string | string[] | undefined): string | undefined {
  return headerText(value)?.split(",").at(-1)?.trim();
}
