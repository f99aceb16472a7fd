import "server-only";
import { handleCompat } from "#app/dialects/handle.ts";
import { env } from "#app/platform/env.ts";
import { inNext } from "./in-next.ts";

/** The same /compat as in the sidecar, for a deployment of web alone; see `handleApiInNext`. */
export async function handleCompatInNext(request: Request): Promise<Response> {
  if (!env().WEB_SERVES_API) return new Response(null, { status: 404 });
  return inNext(request, (address) => handleCompat(request, { address }));
}
