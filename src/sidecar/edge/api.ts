import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { getRequestListener } from "@hono/node-server";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { MAX_BODY_BYTES } from "#app/transport/body.ts";
import type { Peer } from "#app/transport/rest.ts";
import { answerError, answerJson } from "./json-answer.ts";
import { BodyError, discardRest, hasBody, readBody } from "./read-body.ts";

const BODY_TIMEOUT_MS = 10_000;
const WORTH_COMPRESSING = 1024;
const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Answers one API call; the same function that Next's route handlers mount. */
export type ApiHandler = (request: Request, peer: Peer) => Promise<Response>;
/** How an address says, in a form of its own, what was refused before it was a call; null: in the API's form. */
export type Refusal = (path: string, error: AppError) => { status: number; body: unknown } | null;
type ListenedRequest = IncomingMessage & { rawBody?: Buffer };

/**
 * Mounts the API on node:http without a framework in between. Bodies are read whole first, within bounds of size and time, so that no operation ever
 * begins on a part of one. JSON over 1 KiB is compressed for those who ask for it.
 */
export function apiListener(handle: ApiHandler, refusal: Refusal = () => null) {
  // Each call's address travels from the listener to the handler by its request object; a closure a call would be made for nothing else.
  const addresses = new WeakMap<IncomingMessage, string | null>();
  const listener = getRequestListener(
    async (request, bindings) => {
      const { incoming } = bindings as { incoming: IncomingMessage };
      const response = await handle(request, { address: addresses.get(incoming) ?? null });
      const accepted = incoming.headers["accept-encoding"];
      return accepted === undefined ? response : compressed(response, accepted);
    },
    { errorHandler: () => new Response(null, { status: 400 }) },
  );

  return async function answer(incoming: ListenedRequest, outgoing: ServerResponse, address: string | null) {
    addresses.set(incoming, address);
    if (hasBody(incoming)) {
      try {
        incoming.rawBody = await readBody(incoming, MAX_BODY_BYTES, BODY_TIMEOUT_MS);
      } catch (error) {
        return refuse(incoming, outgoing, error, refusal);
      }
    }
    await listener(incoming, outgoing);
  };
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, error: unknown, refusal: Refusal): void {
  const problem = error instanceof BodyError ? error.problem : "cut_short";
  if (problem === "cut_short") return void outgoing.destroy();
  // A connection that is closed while its caller still sends takes the answer along: too much is let run out, within bounds, and not kept.
  if (problem === "too_large") discardRest(incoming);
  else outgoing.setHeader("connection", "close");
  const said =
    problem === "too_large"
      ? new AppError("too_large", "too_large", { limit: "1 MiB" })
      : new AppError("bad_request", "request.body_too_slow");
  const own = refusal(incoming.url ?? "/", said);
  if (own) answerJson(outgoing, own.status, own.body, { "x-request-id": newId("req") });
  else if (problem === "too_large") answerError(outgoing, said);
  else answerError(outgoing, said, 408);
}

async function compressed(response: Response, accepted: string): Promise<Response> {
  const encoding = /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)
    ? "br"
    : /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)
      ? "gzip"
      : null;
  if (encoding === null || !isJson(response)) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  headers.vary = headers.vary ? `${headers.vary}, Accept-Encoding` : "Accept-Encoding";
  if (body.length <= WORTH_COMPRESSING) return rebuilt(response, body, headers, cookies);
  const smaller =
    encoding === "br"
      ? await brotlied(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await gzipped(body, { level: 6 });
  headers["content-encoding"] = encoding;
  delete headers["content-length"];
  return rebuilt(response, smaller, headers, cookies);
}

function isJson(response: Response): boolean {
  const type = response.headers.get("content-type");
  return type?.startsWith("application/json") === true && !response.headers.has("content-encoding");
}

function rebuilt(
  response: Response,
  body: Buffer<ArrayBuffer>,
  headers: Record<string, string>,
  cookies: readonly string[],
): Response {
  delete headers["set-cookie"];
  const made = new Response(body, { status: response.status, headers });
  for (const cookie of cookies) made.headers.append("set-cookie", cookie);
  return made;
}
