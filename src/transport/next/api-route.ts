import "server-only";
import { env } from "#app/platform/env.ts";
import { handleApi } from "../rest.ts";
import { inNext } from "./in-next.ts";

/**
 * The same /api/v1 as in the sidecar, for a deployment of web alone. With a sidecar in front it does not answer: two processes would count limits
 * apart.
 */
export async function handleApiInNext(request: Request): Promise<Response> {
  if (!env().WEB_SERVES_API) return new Response(null, { status: 404 });
  return inNext(request, (address) => handleApi(request, { address }));
}
