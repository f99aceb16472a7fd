import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { type DialectRoute, defineRoute, type RouteSpec } from "../dialect.ts";

// biome-ignore lint/complexity/noBannedTypes: a shape without fields.
type Nothing = z.ZodObject<{}>;

interface Told<
  Op extends AnyOperation,
  A extends z.ZodType,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
> extends RouteSpec<Op, P, Q, B, A> {
  /** The `message` of the answer. */
  says: string | ((output: z.output<Op["output"]>) => string);
  /** What the document has beside `data`. */
  beside?(output: z.output<Op["output"]>): Record<string, unknown>;
}

/** A row whose answer is in the document's envelope: `{success, data, message, timestamp}`. */
export function told<
  Op extends AnyOperation,
  A extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
>({ says, beside, ...spec }: Told<Op, A, P, Q, B>): DialectRoute {
  return defineRoute({
    ...spec,
    output: z.looseObject({
      success: z.literal(true),
      data: spec.output,
      message: z.string(),
      timestamp: Timestamp,
    }),
    answer: (output, asked) =>
      ({
        success: true,
        data: spec.answer(output, asked),
        ...beside?.(output),
        message: typeof says === "string" ? says : says(output),
        timestamp: asked.at.toISOString(),
      }) as never,
  });
}
