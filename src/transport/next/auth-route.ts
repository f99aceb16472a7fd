import "server-only";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { errorEnvelope } from "../rest.ts";
import { handleAuth } from "./auth.ts";
import { addressOfPeer } from "./peer.ts";

/** Answers everything below /api/auth in the web process. */
export async function handleAuthInNext(
  request: Request,
  { params }: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const requestId = newId("req");
  try {
    const address = addressOfPeer(request.headers);
    return await handleAuth(request, (await params).nextauth, {
      requestId,
      address,
      userAgent: request.headers.get("user-agent"),
    });
  } catch (error) {
    const known = asAppError(error);
    return Response.json(errorEnvelope(known, requestId), { status: ERRORS[known.code].http });
  }
}
