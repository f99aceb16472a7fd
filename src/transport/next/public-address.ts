import "server-only";
import { runtime } from "#app/operation/runtime.ts";

/** The address that people open the panel by: what addresses on pages for other sites begin with. */
export function publicAddress(): URL {
  return new URL(runtime().publicUrl);
}
