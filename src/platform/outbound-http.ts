import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "./env.ts";
import { AllowedTargets, isPublicAddress, isSameAddress, parseAllowedTargets } from "./outbound-address.ts";

/** Why a call that the panel was asked to make came to nothing. None of it says what the panel found where it was not to look. */
export type OutboundProblem =
  | "blocked_url"
  | "blocked_address"
  | "unknown_host"
  | "refused"
  | "reset"
  | "tls"
  | "timeout"
  | "not_http"
  | "stopped";

export class OutboundError extends Error {
  override readonly name = "OutboundError";
  readonly problem: OutboundProblem;
  constructor(problem: OutboundProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

export interface OutboundRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Ends the call from outside. */
  signal?: AbortSignal;
}

/** A page that is read. */
export interface OutboundReading extends Omit<OutboundRequest, "body"> {
  /** How much of the answer is read, in bytes; default: as much as of any. */
  answerBytes?: number;
}

export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  /** Its beginning, as UTF-8. */
  body: string;
  /** There was more than is kept; it was not read. */
  cut: boolean;
}

export interface OutboundOptions {
  /** What may be called although it is not public, or not by TLS: the operator's list, see `parseAllowedTargets`. */
  allow?: string;
  /** Every address of a name. Default: as the system resolves it. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  connectMs?: number;
  totalMs?: number;
  /** How much of the answer is read, in bytes. */
  answerBytes?: number;
  /** Certificates of authorities beside those of the system, as PEM. */
  authorities?: string;
}

/** Calls addresses that people gave. */
export interface OutboundHttp {
  /** Throws OutboundError `blocked_url` for what may not be called by its form alone: scheme, port, name and password, a literal address that is not public. */
  check(url: string): URL;
  /** One POST; redirects are answers and not followed. Throws OutboundError. */
  post(request: OutboundRequest): Promise<OutboundAnswer>;
  /** One GET, by the same rules. Throws OutboundError. */
  get(request: OutboundReading): Promise<OutboundAnswer>;
}

const CONNECT_MS = 5_000;
const TOTAL_MS = 15_000;
const ANSWER_BYTES = 16 * 1024;

const NOT_PUBLIC = "The host is not at a public address. The operator of the panel can allow it by OUTBOUND_ALLOW.";
const HTTPS_ONLY =
  "Use https, at port 443, 8443 or above. The operator of the panel can allow others by OUTBOUND_ALLOW.";

/** Where TLS is spoken. A port below may be anything's. */
function isFreePort(port: number): boolean {
  return port === 443 || port >= 8443;
}

/**
 * A client for addresses that users choose, safe against being turned on the panel's own network: the name is resolved once for each try, all of its addresses
 * must be public, and the connection is made to those very addresses and to no others, so that a name cannot point elsewhere in between. Nothing of the
 * environment (proxies) is used, no connection is kept, no redirect followed.
 */
export function openOutboundHttp({
  allow = "",
  resolve = (host) => systemLookup(host, { all: true }),
  connectMs = CONNECT_MS,
  totalMs = TOTAL_MS,
  answerBytes = ANSWER_BYTES,
  authorities,
}: OutboundOptions = {}): OutboundHttp {
  const allowed = new AllowedTargets(parseAllowedTargets(allow));

  function check(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || (url.protocol !== "https:" && url.protocol !== "http:"))
      throw new OutboundError("blocked_url", "The address does not begin with https://.");
    if (url.username || url.password)
      throw new OutboundError("blocked_url", "The address holds a name or a password. Leave them out.");
    const host = hostOf(url);
    const port = portOf(url);
    if (isIP(host)) refuseBarred(url, [{ address: host }]);
    else if (!allowed.hasHost(host, port) && !allowed.hasBlocks) {
      if (!host.replace(/\.$/, "").includes(".")) throw new OutboundError("blocked_address", NOT_PUBLIC);
      if (url.protocol !== "https:" || !isFreePort(port)) throw new OutboundError("blocked_url", HTTPS_ONLY);
    }
    return url;
  }

  /** Whether the scheme and port may be used towards this address. */
  function mayCall(url: URL, address: string): boolean {
    const port = portOf(url);
    if (allowed.hasHost(hostOf(url), port) || allowed.hasAddress(address, port)) return true;
    return isPublicAddress(address) && url.protocol === "https:" && isFreePort(port);
  }

  function refuseBarred(url: URL, addresses: readonly { address: string }[]): void {
    const barred = addresses.filter(({ address }) => !mayCall(url, address));
    if (barred.some(({ address }) => !isPublicAddress(address))) throw new OutboundError("blocked_address", NOT_PUBLIC);
    if (barred.length > 0) throw new OutboundError("blocked_url", HTTPS_ONLY);
  }

  /** The addresses to connect to: all of the host's, each of them checked. */
  async function addressesOf(url: URL): Promise<LookupAddress[]> {
    const host = hostOf(url);
    const version = isIP(host);
    const found = version
      ? [{ address: host, family: version }]
      : await resolve(host).catch(() => {
          throw new OutboundError("unknown_host", "The host's name has no address.");
        });
    if (found.length === 0) throw new OutboundError("unknown_host", "The host's name has no address.");
    refuseBarred(url, found);
    return found;
  }

  async function call(
    { url: text, headers, signal }: Omit<OutboundRequest, "body">,
    sent: { method: "GET" | "POST"; body: string; readBytes: number },
  ): Promise<OutboundAnswer> {
    const url = check(text);
    const total = AbortSignal.timeout(totalMs);
    const addresses = await withTimeout(addressesOf(url), connectMs);
    return send(url, addresses, headers, sent, signal ? AbortSignal.any([signal, total]) : total);
  }

  function send(
    url: URL,
    addresses: LookupAddress[],
    headers: Readonly<Record<string, string>>,
    { method, body, readBytes }: { method: "GET" | "POST"; body: string; readBytes: number },
    signal: AbortSignal,
  ): Promise<OutboundAnswer> {
    return new Promise((done, failed) => {
      const request = (url.protocol === "https:" ? requestTls : requestPlain)(url, {
        method,
        agent: false,
        headers: {
          ...headers,
          ...(method === "POST" && { "content-length": Buffer.byteLength(body) }),
          "accept-encoding": "identity",
        },
        lookup: answerWith(addresses),
        signal,
        ...(authorities && { ca: authorities }),
      });
      const connecting = setTimeout(() => {
        request.destroy(new OutboundError("timeout", `No connection within ${connectMs / 1000} seconds.`));
      }, connectMs);
      request.once("socket", (socket) => {
        socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
          clearTimeout(connecting);
          // What was checked is what is spoken to, whatever lies between.
          const there = socket.remoteAddress;
          if (!there || !addresses.some(({ address }) => isSameAddress(address, there)))
            request.destroy(new OutboundError("blocked_address", NOT_PUBLIC));
        });
      });
      request.once("close", () => clearTimeout(connecting));
      request.once("error", (error) => failed(problemOf(error, signal, totalMs)));
      request.once("response", (response) => {
        readStart(response, readBytes).then(
          (read) => {
            request.destroy();
            done({ status: response.statusCode!, headers: flat(response), ...read });
          },
          (error) => failed(problemOf(error, signal, totalMs)),
        );
      });
      request.end(body);
    });
  }

  return {
    check,
    post: ({ body, ...request }) => call(request, { method: "POST", body, readBytes: answerBytes }),
    get: ({ answerBytes: readBytes = answerBytes, ...request }) =>
      call(request, { method: "GET", body: "", readBytes }),
  };
}

/** Answers every look-up of a connection with what was found and checked before it. */
function answerWith(addresses: LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
}

/** The URL's host as a name or an address: the parser has turned decimal, octal, hexadecimal and full-width forms into the usual one. */
function hostOf(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

/** The first bytes of an answer; the rest is not read. */
async function readStart(response: IncomingMessage, bytes: number): Promise<{ body: string; cut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bytes) break;
  }
  return { body: Buffer.concat(chunks).subarray(0, bytes).toString("utf8"), cut: size > bytes };
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutboundError("timeout", "The host's name was not found in time.")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/;

function problemOf(error: Error & { code?: string }, signal: AbortSignal, totalMs: number): OutboundError {
  if (error instanceof OutboundError) return error;
  const { code = "" } = error;
  if (signal.aborted)
    return (signal.reason as Error | undefined)?.name === "TimeoutError"
      ? new OutboundError("timeout", `No whole answer within ${totalMs / 1000} seconds.`)
      : new OutboundError("stopped", "The panel stopped before the answer came.");
  if (code === "ETIMEDOUT") return new OutboundError("timeout", "No connection in time.");
  if (TLS_CODES.test(code)) return new OutboundError("tls", `TLS failed: ${code}.`);
  if (["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EACCES", "EADDRNOTAVAIL"].includes(code))
    return new OutboundError("refused", "The host took no connection.");
  if (code.startsWith("HPE_")) return new OutboundError("not_http", "The answer was not HTTP.");
  return new OutboundError("reset", "The connection ended before the answer was there.");
}

let own: { allow: string; http: OutboundHttp } | undefined;

/** The client of this process, with what OUTBOUND_ALLOW allows. */
export function outboundHttp(): OutboundHttp {
  const { OUTBOUND_ALLOW: allow } = env();
  if (own?.allow !== allow) own = { allow, http: openOutboundHttp({ allow }) };
  return own.http;
}
