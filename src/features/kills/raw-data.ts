import * as z from "zod";

const MOST_BYTES = 16_384;
const DEEPEST = 20;

/** Whether nothing in it lies deeper than that. Without recursion: what is nested without end must not end us. */
function isShallow(data: unknown): boolean {
  let level = [data];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
    if (level.length === 0) return true;
  }
  return false;
}

function isSmall(data: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(data)).length <= MOST_BYTES;
}

/** What somebody's program knows beside what a kill has words for: kept for them as it is, and shown to nobody. */
export const RawData = z
  .record(z.string().max(100), z.unknown())
  .refine(isShallow, { error: `At most ${DEEPEST} levels deep.`, abort: true })
  .refine(isSmall, "At most 16 KiB.");
