import * as z from "zod";
import type { ServerState } from "#app/features/hosting/schema.ts";

/** The plain console: a WebSocket for whoever is no browser of ours, opened by a token. */
export const CONSOLE_PATH = "/api/v1/console";
export const CONSOLE_TOKEN_PREFIX = "gk_console_";

/** What comes from the other side: who it is first, then commands. */
export const FromConsoleClient = z.discriminatedUnion("type", [
  z.object({ type: z.literal("auth"), token: z.string().max(2000) }),
  z.object({ type: z.literal("command"), data: z.string().max(2000) }),
]);

/** What the panel says, a frame each. Figures that are not measured are null. */
export type ToConsoleClient =
  | { type: "output"; data: string }
  | { type: "status"; data: z.output<typeof ServerState> }
  | {
      type: "stats";
      data: { cpu: number | null; memory: number | null; disk: number | null; processes: number | null };
    }
  | { type: "error"; data: string };
