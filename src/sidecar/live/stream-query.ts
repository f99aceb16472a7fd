import type { IncomingMessage } from "node:http";
import { AppError } from "#app/lib/errors.ts";
import type { StreamFilter } from "#app/protocol/event-stream.ts";
import { POSITION_TEXT, StreamParameters } from "#app/protocol/stream-parameters.ts";

export interface StreamQuery {
  since: number | null;
  filter: StreamFilter;
  ticket: string | null;
}

/** What the address and Last-Event-ID ask for. Throws AppError for a parameter that is unknown, repeated or not as it should be. */
export function readStreamQuery({ url, headers }: IncomingMessage): StreamQuery {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of new URL(url ?? "", "http://panel").searchParams) {
    if (/^(api_?key|access_token|key|token)$/i.test(name))
      throw new AppError("unauthenticated", "request.key_in_query");
    if (name in found) throw new AppError("bad_request", "request.repeated_parameter", { name });
    found[name] = value;
  }
  const parsed = StreamParameters.safeParse({ ...found });
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      path: issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join("."),
      code: issue.code === "unrecognized_keys" ? "unknown_field" : issue.code,
      message: issue.message,
    }));
    throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
  }
  const { since, types, servers, communities, ticket } = parsed.data;
  // A browser's EventSource that comes back says where it was by header, while its address stays what it was.
  const header = headers["last-event-id"];
  const last = typeof header === "string" && POSITION_TEXT.test(header) ? Number(header) : undefined;
  return {
    since: last ?? since ?? null,
    filter: { types: types ?? null, servers: servers ?? null, communities: communities ?? null },
    ticket: ticket ?? null,
  };
}
