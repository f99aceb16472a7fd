import * as z from "zod";
import { Pattern } from "../hosting/variable.ts";
import { LinePatterns } from "./line-patterns.ts";

/** How one game's console is read, for every blueprint of that game: `console: { uses: minecraft }`. */
export const ConsolePatterns = z.strictObject({
  format: z.literal(1, "must be 1, the only format there is"),
  id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  game: z.string().min(1).max(100),
  description: z.string().max(2000).default(""),
  /**
   * How the beginning of a line tells when it was written, the first that takes it: the groups year, month, day, hour, minute and second, of which those of the day
   * may be missing; or `minutes` and `seconds` since the game began. None: its lines tell no time.
   */
  stamps: z.array(Pattern).max(5).default([]),
  console: LinePatterns,
});
export type ConsolePatterns = z.output<typeof ConsolePatterns>;
