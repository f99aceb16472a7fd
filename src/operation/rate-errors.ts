import { AppError } from "#app/lib/errors.ts";
import type { RateOutcome } from "./limiter.ts";
import { retryAfterSec } from "./rate-headers.ts";

/** When to try again where the store of the limits is away: by then it is back, or is still looked for. */
const STORE_AWAY_SEC = 5;

/** The refusal of a call that does not fit: when it will, and which windows are full. */
export function tooMany(outcome: RateOutcome): AppError {
  const seconds = retryAfterSec(outcome);
  const error = new AppError(
    "rate_limited",
    "rate_limited",
    { seconds },
    outcome.refusedBy.map(({ window: { name, limit, windowSec }, resetInMs }) => ({
      path: name,
      code: "quota_exceeded",
      message: `All ${limit} of ${windowSec} s are used up. This call fits in ${retryAfterSec({ waitMs: resetInMs })} s.`,
    })),
  );
  error.retryAfterSec = seconds;
  return error;
}

/** The refusal of a call that must be counted by all processes together, while they cannot. */
export function storeAway(): AppError {
  const error = new AppError("unavailable", "limits.store_away", { seconds: STORE_AWAY_SEC });
  error.retryAfterSec = STORE_AWAY_SEC;
  return error;
}
