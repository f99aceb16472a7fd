import * as z from "zod";
import { type AppError, ERRORS } from "#app/lib/errors.ts";
import { hasRuntime, runtime } from "#app/operation/runtime.ts";

const Detail = z.object({ path: z.string(), code: z.string(), message: z.string() });
const Required = z
  .array(z.string())
  .optional()
  .describe(
    "Only where permissions are lacking: which, by name. `session`, `operator` or `node` where only a signed-in person, whoever holds the machine or an agent may make the call.",
  );

/** The one form of an error over REST. */
export const ErrorEnvelope = z
  .object({
    error: z.object({
      code: z.string().describe("One of a closed table; branch on it."),
      reason: z.string().describe("What exactly, for translations."),
      message: z.string().describe("A sentence for people."),
      details: z.array(Detail).describe("All that is wrong with the input, by path."),
      required: Required,
      requestId: z.string().describe("Give it to an operator who looks into the log."),
      docUrl: z.string().describe("The page that explains this code."),
    }),
  })
  .meta({ id: "Error" });

export function errorEnvelope(error: AppError, requestId: string): z.output<typeof ErrorEnvelope> {
  const { code, reason, message, details, required } = error;
  const lacking = required && { required: [...required] };
  return { error: { code, reason, message, details: [...details], ...lacking, requestId, docUrl: docUrlOf(error) } };
}

/** The same for who asks for `application/problem+json` (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().describe("The page that explains this code."),
    title: z.string().describe("One of a closed table, in words."),
    status: z.int(),
    detail: z.string().describe("A sentence for people."),
    instance: z.string().describe("The request id."),
    code: z.string(),
    reason: z.string(),
    errors: z.array(Detail),
    required: Required,
  })
  .meta({ id: "Problem" });

export function problemOf(error: AppError, requestId: string): z.output<typeof Problem> {
  const { code, reason, message, details, required } = error;
  const words = code.replaceAll("_", " ");
  return {
    type: docUrlOf(error),
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: ERRORS[code].http,
    detail: message,
    instance: requestId,
    code,
    reason,
    errors: [...details],
    ...(required && { required: [...required] }),
  };
}

/** Whether an Accept header asks for the problem form. */
export function wantsProblem(accept: string | null): boolean {
  return accept?.includes("application/problem+json") === true;
}

function docUrlOf({ code }: AppError): string {
  return `${hasRuntime() ? runtime().publicUrl : ""}/docs/errors#${code}`;
}
