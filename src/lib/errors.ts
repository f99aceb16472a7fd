import { sentenceOf } from "./reasons.ts";

/**
 * Every way in which a call can fail: one closed table. `http` is the REST status, `trpc` the tRPC code, and `retry` tells whether the same call
 * may succeed later.
 */
export const ERRORS = {
  invalid_json: { http: 400, trpc: "PARSE_ERROR", retry: false },
  bad_request: { http: 400, trpc: "BAD_REQUEST", retry: false },
  unauthenticated: { http: 401, trpc: "UNAUTHORIZED", retry: false },
  insufficient_coins: { http: 402, trpc: "PAYMENT_REQUIRED", retry: false },
  forbidden: { http: 403, trpc: "FORBIDDEN", retry: false },
  not_found: { http: 404, trpc: "NOT_FOUND", retry: false },
  method_not_allowed: { http: 405, trpc: "METHOD_NOT_SUPPORTED", retry: false },
  conflict: { http: 409, trpc: "CONFLICT", retry: false },
  precondition_failed: { http: 412, trpc: "PRECONDITION_FAILED", retry: false },
  too_large: { http: 413, trpc: "PAYLOAD_TOO_LARGE", retry: false },
  unsupported_media_type: { http: 415, trpc: "UNSUPPORTED_MEDIA_TYPE", retry: false },
  invalid_input: { http: 422, trpc: "UNPROCESSABLE_CONTENT", retry: false },
  precondition_required: { http: 428, trpc: "PRECONDITION_REQUIRED", retry: false },
  rate_limited: { http: 429, trpc: "TOO_MANY_REQUESTS", retry: true },
  internal: { http: 500, trpc: "INTERNAL_SERVER_ERROR", retry: false },
  unavailable: { http: 503, trpc: "SERVICE_UNAVAILABLE", retry: true },
  node_offline: { http: 503, trpc: "SERVICE_UNAVAILABLE", retry: true },
  node_timeout: { http: 504, trpc: "GATEWAY_TIMEOUT", retry: true },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong with the input: where (`servers.0.name`), what kind, and a sentence. */
export interface ErrorDetail {
  path: string;
  code: string;
  message: string;
}

export type ReasonParams = Readonly<Record<string, string | number | boolean | null>>;

const MARK = Symbol.for("gamekeeper.AppError");

/**
 * The one error that operations throw. `code` is for programs, `reason` (`servers.changing_state`) for translations and dialects,
 * and the message is the reason's English sentence.
 */
export class AppError extends Error {
  /** By a mark, not by the class: Next bundles this file for the start of the process and again for its routes, and errors pass from one to the other. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }

  override readonly name = "AppError";
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly reason: string;
  readonly params: ReasonParams;
  readonly details: readonly ErrorDetail[];
  /** Seconds after which a repeat may succeed. */
  retryAfterSec: number | null = null;

  constructor(code: ErrorCode, reason: string = code, params: ReasonParams = {}, details: readonly ErrorDetail[] = []) {
    super(sentenceOf(reason, params));
    this.code = code;
    this.reason = reason;
    this.params = params;
    this.details = details;
  }

  /**
   * The permissions whose lack refused a call, by name; `session`, `operator` or `node` where only a signed-in person, whoever holds the machine or an
   * agent may make it. Null for what is no matter of permissions.
   */
  get required(): readonly string[] | null {
    if (this.code !== "forbidden") return null;
    const { permission, permissions } = this.params;
    if (typeof permission === "string") return [permission];
    return typeof permissions === "string" ? permissions.split(", ") : null;
  }
}

/** The error to show for anything that was thrown: an AppError as it is, all else as `internal`. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("internal");
}
