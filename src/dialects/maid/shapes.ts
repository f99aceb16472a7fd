import * as z from "zod";
import type { Asked } from "../dialect.ts";

/** What a key without a limit of its own has. */
export const PER_MINUTE = 60;
export const When = z.string().describe("ISO 8601, UTC, whole seconds.");
export const flag = z.stringbool().default(false);

/** Counts from 0, as its lists of the world do. */
export const Offset = z.object({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0).describe("How many to leave out."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many."),
});

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.int(),
    offset: z.int(),
    limit: z.int(),
    has_more: z.boolean(),
  });
}

/** A page of its lists of the world. */
export function shownList<T>(items: T[], total: number, { offset, limit }: z.output<typeof Offset>) {
  return { items, total, offset, limit, has_more: offset + items.length < total };
}

/** The server that it speaks for; rows with `server: "required"` are reached with one alone. */
// biome-ignore lint/suspicious/noExplicitAny: whatever was asked beside it.
export function ofServer({ serverId }: Pick<Asked<any, any, any>, "serverId">): { serverId: string } {
  return { serverId: serverId! };
}
