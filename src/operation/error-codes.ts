import type { ErrorCode } from "#app/lib/errors.ts";
import type { AnyOperation } from "./define.ts";

/** Every error the operation can answer: those of all operations, and its own. */
export function errorCodesOf(operation: AnyOperation): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    "bad_request",
    "invalid_input",
    "rate_limited",
    "internal",
    // The database is away.
    "unavailable",
    ...(operation.errors ?? []),
  ]);
  // A wrong key is refused also where none is needed, and a cookie from another site also on a public path.
  codes.add("unauthenticated").add("forbidden");
  if (operation.subject) codes.add("not_found");
  if (operation.kind === "command" || operation.http?.method === "POST")
    for (const code of ["invalid_json", "too_large", "unsupported_media_type"] as const) codes.add(code);
  if (operation.http?.method === "POST") codes.add("conflict");
  if (["PATCH", "PUT", "DELETE"].includes(operation.http?.method ?? "")) codes.add("precondition_failed");
  if (operation.kind === "command" && operation.needsIfMatch) codes.add("precondition_required");
  return [...codes];
}
