import * as z from "zod";
import { type AppError, ERRORS, type ErrorCode } from "#app/lib/errors.ts";
import type { Dialect } from "../dialect.ts";
import { nodeRoutes } from "./nodes.ts";
import { peopleRoutes } from "./people.ts";
import { serverRoutes } from "./servers.ts";

/** The document's table of statuses has these for what can go wrong, and no others; what it has no word for is a bad request. */
const DOCUMENTED: Partial<Record<ErrorCode, { status: number; code: string }>> = {
  unauthenticated: { status: 401, code: "UNAUTHORIZED" },
  forbidden: { status: 403, code: "FORBIDDEN" },
  not_found: { status: 404, code: "NOT_FOUND" },
  method_not_allowed: { status: 404, code: "NOT_FOUND" },
  invalid_input: { status: 422, code: "VALIDATION_ERROR" },
  rate_limited: { status: 429, code: "RATE_LIMITED" },
  internal: { status: 500, code: "SERVER_ERROR" },
  unavailable: { status: 500, code: "SERVER_ERROR" },
};

const minute = (name: string, limit: number) => [{ name, limit, windowSec: 60 }];

/** The StellarStack API: servers, nodes, blueprints and people. */
export const stellarstack: Dialect = {
  name: "stellarstack",
  title: "StellarStack API",
  description:
    "As clients of StellarStack know it: a Bearer token (an API key of this panel) or the session's cookie, answers in `{data, meta}`, errors in `{error}`.",
  credentials: ["authorization", "cookie"],
  rates: { general: minute("general", 60), auth: minute("auth", 10), admin: minute("admin", 30) },
  routes: [...peopleRoutes, ...serverRoutes, ...nodeRoutes],
  documents: ["/openapi.json", "/api/v1/openapi.json"],
  failure(error) {
    // A taken address is a mistake in the form, as in the original.
    const { status, code } =
      error.reason === "identity.email_taken"
        ? DOCUMENTED.invalid_input!
        : (DOCUMENTED[error.code] ?? { status: 400, code: error.code.toUpperCase() });
    return { status, body: { error: { code, message: messageOf(error), details: detailsOf(error) } } };
  },
  errorForm: z
    .object({
      error: z.object({
        code: z.string(),
        message: z.string(),
        details: z.record(z.string(), z.string()).describe("What is wrong with which field."),
      }),
    })
    .meta({ id: "Error" }),
};

/** The document prints one sentence for missing and bad credentials; all others are ours. */
function messageOf(error: AppError): string {
  const ofCredentials = error.reason === "unauthenticated" || error.reason.startsWith("api_keys.");
  return ERRORS[error.code].http === 401 && ofCredentials ? "Invalid or expired token" : error.message;
}

function detailsOf(error: AppError): Record<string, string> {
  return Object.fromEntries(
    error.details.map(({ path, message }) => [path.replace(/^(body|query|path)\./, ""), message]),
  );
}
