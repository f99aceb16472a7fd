import * as z from "zod";

/** The most of anything that the document allows. */
export const MOST = 999_999_999_999_999;

/** How the original refuses: in words, with the status of what succeeds. Its clients look at the word. */
const Refused = z
  .object({ status: z.string().describe("What is wrong."), message: z.string().optional() })
  .meta({ id: "Refused" });

/** An answer, or a refusal with the same status. */
export function orRefused<T extends z.ZodType>(answer: T) {
  return z.union([answer, Refused]);
}

export const Success = orRefused(z.object({ status: z.literal("success") }));
export const Done = orRefused(z.object({ status: z.literal("success"), message: z.string() }));
export const done = { status: "success" } as const;

/** A field that is refused in the original's words. What it takes for granted is any JSON. */
function worded<T>(type: "string" | "number", is: (value: unknown) => boolean, words: string, description: string) {
  const field = z.any().refine(is, { error: words, abort: true }).meta({ type, description });
  return field as unknown as z.ZodType<T, unknown>;
}

const ID_WORDS = "Id at Discord, Google or GitHub, or in this panel.";
const isString = (value: unknown) => typeof value === "string";

/** Of half of the calls: refused as missing whatever else it is. */
export const NamedId = worded<string>("string", (value) => isString(value) && value !== "", "missing id", ID_WORDS);
/** Of the other half. */
export const StringId = worded<string>("string", isString, "id must be a string", ID_WORDS);

/** Coins from a least number on. They are whole here; the original takes fractions. */
export function coinsFrom(least: number) {
  const field = z
    .any()
    .refine((value) => typeof value === "number", { error: "coins must be number", abort: true })
    .refine((value: number) => value >= least && value <= MOST, { error: "too small or big coins", abort: true })
    .refine(Number.isInteger, { error: "coins must be a whole number" })
    .meta({ type: "integer", minimum: least, maximum: MOST });
  return field as unknown as z.ZodType<number, unknown>;
}

/** A resource. What is no number counts as not sent. */
export function resource(words: string, description: string) {
  const field = z
    .any()
    .optional()
    .refine((value) => typeof value !== "number" || (value >= 0 && value <= MOST), { error: words })
    .transform((value) => (typeof value === "number" ? Math.floor(value) : undefined))
    .meta({ type: "number", minimum: 0, maximum: MOST, description });
  return field as unknown as z.ZodType<number | undefined, unknown>;
}

/** Text of a field that may hold anything, or null. */
export const anyText = z
  .any()
  .optional()
  .transform((value) => (isString(value) && value !== "" ? (value as string) : null));
