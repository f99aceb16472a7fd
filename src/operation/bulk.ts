import * as z from "zod";
import { type AnyOperation, type Bulk, type Command, defineCommand, type OperationBase } from "./define.ts";

/** The most that one call does. */
export const BULK_MOST = 100;

/** Beside the ids of what to act on. */
export const BulkInput = z.object({
  atomic: z
    .boolean()
    .default(false)
    .describe("True: all or nothing. If one fails, none is done and the call answers 409 with what stood in the way."),
});

/** The ids of up to 100 things, each once. */
export function bulkIds(says: string) {
  return z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(BULK_MOST)
    .refine((ids) => new Set(ids).size === ids.length, "Each only once.")
    .describe(says);
}

/** One item of the answer; `data` where it was done, `error` where not. In the order of the call. */
export function bulkItemOf<T extends z.ZodType>(data: T) {
  return z.object({
    index: z.int().describe("Which of the call's items, from 0."),
    status: z.int().describe("The HTTP status that the single call would have had."),
    data: data.nullable(),
    error: z
      .object({
        code: z.string(),
        reason: z.string(),
        message: z.string(),
        details: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
        required: z.array(z.string()).optional().describe("Only where permissions are lacking: which, by name."),
      })
      .nullable(),
  });
}

export function bulkOutputOf<T extends z.ZodType>(data: T) {
  return z.object({ items: z.array(bulkItemOf(data)), done: z.int(), failed: z.int() });
}

export type BulkOutput = z.output<ReturnType<typeof bulkOutputOf>>;

/**
 * A command that does others, up to a hundred, in one transaction: each is checked, audited and told of as if it were called by itself, and has its own answer.
 * What it takes from the caller must be `BulkInput` and more.
 */
export function defineBulk<I extends z.ZodObject<(typeof BulkInput)["shape"]>, T extends z.ZodType>(
  operation: Omit<OperationBase<I, ReturnType<typeof bulkOutputOf<T>>, undefined>, "output" | "audit" | "subject"> & {
    item: T;
    bulk: Bulk<z.output<I>>;
  },
): Command<I, ReturnType<typeof bulkOutputOf<T>>, undefined, z.input<ReturnType<typeof bulkOutputOf<T>>>, undefined> {
  const { item, ...rest } = operation;
  return defineCommand({
    ...rest,
    output: bulkOutputOf(item),
    errors: [...new Set([...(operation.errors ?? []), "conflict" as const])],
    // Each of what it does has a row of its own.
    audit: "none",
    run: () => Promise.reject(new Error(`${operation.id} is done by its parts`)),
  });
}

/** Throws for what cannot be one of many in a transaction. */
export function requireSimple(operation: AnyOperation): void {
  if (operation.kind !== "command" || operation.before || operation.afterCommit || operation.bulk)
    throw new Error(`${operation.id} cannot be a part of a bulk operation`);
}
