import type { ServerResponse } from "node:http";
import { type AppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { errorEnvelope } from "#app/transport/error-envelope.ts";

/** Answers with an error in the API's form, and logs nothing: for what is refused before any operation. */
export function answerError(outgoing: ServerResponse, error: AppError, status: number = ERRORS[error.code].http): void {
  const requestId = newId("req");
  answerJson(outgoing, status, errorEnvelope(error, requestId), {
    "x-request-id": requestId,
    ...(error.retryAfterSec !== null && { "retry-after": String(error.retryAfterSec) }),
  });
}

export function answerJson(
  outgoing: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy();
  const text = JSON.stringify(body);
  outgoing.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...headers,
  });
  outgoing.end(text);
}
