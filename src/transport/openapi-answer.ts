import { AppError } from "#app/lib/errors.ts";
import { isKnown } from "#app/operation/representation.ts";
import { sha256Hex } from "#app/platform/crypto.ts";

/** The generated documents of the API, by where they are below it. They need no key. */
const DOCUMENTS: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  "/openapi.json": () => import("../../public/openapi.json", { with: { type: "json" } }),
  "/asyncapi.json": () => import("../../public/asyncapi.json", { with: { type: "json" } }),
};
const read = new Map<string, Promise<{ text: string; etag: string }>>();

export function isDocumentPath(path: string): boolean {
  return Object.hasOwn(DOCUMENTS, path);
}

/** A generated document: read when first asked for, and sent again only to who does not have it yet. */
export async function documentAnswer(
  request: Request,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const allow = "GET, HEAD, OPTIONS";
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { ...headers, allow } });
  if (request.method !== "GET" && request.method !== "HEAD")
    throw new AppError("method_not_allowed", "method_not_allowed", { method: request.method, allowed: allow });
  const { text, etag } = await documentAt(path);
  const all = { ...headers, "cache-control": "no-cache", etag };
  const ifNoneMatch = request.headers.get("if-none-match");
  if (ifNoneMatch !== null && isKnown(ifNoneMatch, etag.slice(2)))
    return new Response(null, { status: 304, headers: all });
  return new Response(text, { headers: { ...all, "content-type": "application/json; charset=utf-8" } });
}

function documentAt(path: string): Promise<{ text: string; etag: string }> {
  let document = read.get(path);
  if (!document) {
    document = DOCUMENTS[path]!().then(({ default: content }) => {
      const text = JSON.stringify(content);
      return { text, etag: `W/"${sha256Hex(text).slice(0, 32)}"` };
    });
    read.set(path, document);
  }
  return document;
}
