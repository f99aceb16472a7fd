import "server-only";
import { newId } from "#app/lib/id.ts";
import { handleAuth } from "./auth.ts";
import { inNext } from "./in-next.ts";

/** Answers everything below /api/auth in the web process. */
export function handleAuthInNext(
  request: Request,
  { params }: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return inNext(request, async (address) =>
    handleAuth(request, (await params).nextauth, {
      requestId: newId("req"),
      address,
      userAgent: request.headers.get("user-agent"),
    }),
  );
}
