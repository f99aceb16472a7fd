import type * as z from "zod";
import { AppError, type ErrorDetail } from "#app/lib/errors.ts";

/** What is wrong with an input, each mistake by its place; a field that there is not is named itself. */
export function invalidInput(error: z.ZodError): AppError {
  const details = detailsOf(error);
  return new AppError("invalid_input", "invalid_input", { count: details.length }, details);
}

function detailsOf(error: z.ZodError): ErrorDetail[] {
  return error.issues.flatMap((issue): ErrorDetail[] => {
    const at = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: at ? `${at}.${key}` : key,
        code: "unknown_field",
        message: "There is no such field.",
      }));
    return [{ path: at, code: issue.code, message: issue.message }];
  });
}
