import { type AppError, ERRORS, type ErrorDetail } from "#app/lib/errors.ts";

interface Said {
  status: number;
  code: string;
  message: string;
}

const said = (status: number, code: string, message: string): Said => ({ status, code, message });

/** What the document calls reasons that it has words of its own for. */
const BY_REASON: Readonly<Record<string, Said>> = {
  unauthenticated: said(401, "MISSING_AUTHORIZATION", "Authorization header is required"),
  "api_keys.malformed": said(401, "INVALID_API_KEY", "The provided API key is invalid or malformed"),
  "api_keys.unknown": said(401, "INVALID_API_KEY", "The provided API key is invalid or malformed"),
  "api_keys.expired": said(401, "API_KEY_EXPIRED", "The API key has expired and needs to be renewed"),
  "api_keys.rotated": said(401, "API_KEY_EXPIRED", "The API key was rotated: another has taken its place"),
  "api_keys.revoked": said(401, "API_KEY_REVOKED", "The API key has been revoked and is no longer valid"),
  "api_keys.disabled": said(401, "API_KEY_REVOKED", "The API key has been disabled"),
  "api_keys.owner_gone": said(403, "ACCOUNT_SUSPENDED", "The account of this API key is suspended"),
  "request.unknown_path": said(404, "INVALID_ENDPOINT", "There is no endpoint at this address"),
  "kills.unknown": said(404, "KILL_NOT_FOUND", "The specified kill does not exist"),
  "kills.unknown_person": said(404, "USER_NOT_FOUND", "The specified user does not exist"),
  "kills.unknown_player": said(404, "USER_NOT_FOUND", "The specified user does not exist"),
  "kills.hidden_player": said(404, "USER_NOT_FOUND", "The specified user does not exist, or shows their kills to few"),
};

/** Reasons for which what was told of a kill cannot be so. */
const NO_KILL = new Set(["kills.in_the_future"]);
/** Reasons for which something of the same kind is there already. */
const THERE_ALREADY = /taken|already|exists/;

/** As the document says things of fields. */
const REQUIRED: Readonly<Record<string, string>> = { weapon: "Weapon name is required" };

/** What is wrong with a field, by its name in the document. */
function problemOf({ path, code, message }: ErrorDetail): { field: string; reason: string } {
  const field = path.replace(/^(body|query|path)\./, "");
  const isMissing = code === "missing" || code === "too_small";
  const reason = (isMissing && REQUIRED[field]) || (code === "missing" ? `${field} is required` : message);
  return { field, reason };
}

/** A documented status and code for everything that can fail. Its first document has the envelope and the statuses, its table of errors the codes. */
export function saidOf(error: AppError): Said {
  const byReason = BY_REASON[error.reason];
  if (byReason) return byReason;
  const { message, details } = error;
  switch (error.code) {
    case "unauthenticated":
      return said(401, "INVALID_API_KEY", message);
    case "forbidden":
      return said(403, "INSUFFICIENT_PERMISSIONS", message);
    case "not_found":
      return said(404, "RESOURCE_NOT_FOUND", "The requested resource was not found");
    case "method_not_allowed":
      return said(405, "METHOD_NOT_ALLOWED", message);
    case "invalid_json":
      return said(400, "INVALID_JSON", message);
    case "bad_request":
      return said(400, "INVALID_FIELD_VALUE", message);
    case "invalid_input": {
      if (NO_KILL.has(error.reason)) return said(422, "INVALID_KILL_DATA", message);
      // What stands in the address is a bad request, what stands in the body is not valid.
      if (details.length > 0 && details.every(({ path }) => !path.startsWith("body.")))
        return details.some(({ code }) => code === "missing")
          ? said(400, "MISSING_REQUIRED_FIELD", "A required parameter is missing")
          : said(400, "INVALID_FIELD_VALUE", "A parameter has a value that it cannot have");
      return said(422, "VALIDATION_ERROR", "Invalid request data");
    }
    case "conflict":
      return said(409, THERE_ALREADY.test(error.reason) ? "RESOURCE_ALREADY_EXISTS" : "CONFLICT", message);
    case "too_large":
      return said(413, "PAYLOAD_TOO_LARGE", message);
    case "unsupported_media_type":
      return said(415, "UNSUPPORTED_MEDIA_TYPE", message);
    case "rate_limited":
      return details.some(({ path }) => path === "day")
        ? said(429, "QUOTA_EXCEEDED", "You have used up the quota of this API key")
        : said(429, "RATE_LIMIT_EXCEEDED", "You have exceeded the rate limit for this endpoint");
    case "internal":
      return said(500, "INTERNAL_SERVER_ERROR", "An unexpected error occurred on the server");
    case "node_offline":
    case "node_timeout":
      return said(503, "SERVICE_UNAVAILABLE", message);
    case "unavailable":
      return error.reason === "database.away"
        ? said(503, "DATABASE_ERROR", message)
        : said(503, "SERVICE_UNAVAILABLE", message);
    default:
      return said(ERRORS[error.code].http, error.code.toUpperCase(), message);
  }
}

/** The `details` of an error: the first field that is wrong and why, all of them where there are more, and what else helps. */
export function detailsOf(error: AppError): Record<string, unknown> | undefined {
  if (error.code === "rate_limited") return { retryAfter: error.retryAfterSec ?? 60 };
  if (error.required) return { required: error.required };
  if (error.details.length === 0) return undefined;
  const problems = error.details.map(problemOf);
  return { ...problems[0]!, ...(problems.length > 1 && { errors: problems }) };
}
