import "server-only";
import { newId } from "#app/lib/id.ts";
import { inNext } from "./in-next.ts";
import { handleUnsubscribe } from "./unsubscribe.ts";

/** Answers /api/unsubscribe in the web process. */
export function unsubscribeInNext(request: Request): Promise<Response> {
  return inNext(request, (address) =>
    handleUnsubscribe(request, { requestId: newId("req"), address, userAgent: request.headers.get("user-agent") }),
  );
}
