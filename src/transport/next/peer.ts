import { AppError, ERRORS } from "#app/lib/errors.ts";
import { sameSecret } from "#app/platform/crypto.ts";
import { env } from "#app/platform/env.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import type { HeaderReader } from "../actor.ts";

/**
 * The address of whoever calls the web process. Web is reached through the sidecar, which proves itself by the boot secret and says the address that it
 * found; nobody else may speak to it, for game processes run on the same machine. Without a boot secret (web deployed alone) there is no sidecar to ask
 * for one. Each handler asks here itself, though src/proxy.ts has asked for most of them: what only a proxy in front checks is checked nowhere.
 */
export function addressOfPeer(headers: HeaderReader): string | null {
  const secret = env().GAMEKEEPER_BOOT_SECRET;
  if (secret === undefined) {
    if (env().NODE_ENV === "production" && !env().WEB_SERVES_API)
      throw new AppError("forbidden", "request.not_by_the_edge");
    return null;
  }
  const shown = headers.get(BOOT_HEADER);
  if (shown === null || !sameSecret(shown, secret)) throw new AppError("forbidden", "request.not_by_the_edge");
  return headers.get("x-forwarded-for");
}

/** The answer in plain words to who may not speak to the web process, or null if they may; see `addressOfPeer`. */
export function refusalOfPeer(headers: HeaderReader): Response | null {
  try {
    addressOfPeer(headers);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(`${error.message}\n`, {
      status: ERRORS[error.code].http,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  }
}
