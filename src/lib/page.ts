import * as z from "zod";

/** Input of a small list: which page, how many on it. In an address they are text, so text is read as a number. */
export const PageInput = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe("Which page, from 1."),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("How many on a page, 1 to 100."),
});

/** Output of a small list; over REST `items` is `data` and the rest is `meta`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.int(), page: z.int(), limit: z.int() });
}

/** Input of a log that grows for ever: where the last answer ended, how many more. */
export const CursorInput = z.object({
  cursor: z.string().max(200).optional().describe("The `nextCursor` of the answer before; absent: from the newest."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many, 1 to 100."),
});

/** Output of a growing log; over REST `items` is `data` and `nextCursor` is in `meta`. */
export function cursorPageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
