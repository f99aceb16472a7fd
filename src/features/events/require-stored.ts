import { AppError } from "#app/lib/errors.ts";
import { EVENT_TYPES, typesOf } from "./catalogue.ts";

/**
 * Throws AppError for patterns of which nothing would ever be sent: those that name no event, and those that name live ones alone, which are told to who
 * listens now and kept nowhere, so that nothing is there to be sent later.
 */
export function requireStored(patterns: readonly string[]): void {
  const wrong = patterns.flatMap((pattern) => {
    const types = typesOf(pattern);
    if (types.some(({ kind }) => kind === "stored")) return [];
    return [{ pattern, isLive: types.length > 0 }];
  });
  if (wrong.length === 0) return;
  const isLive = wrong.every((one) => one.isLive);
  throw new AppError(
    "invalid_input",
    isLive ? "events.live_type" : "webhooks.unknown_type",
    {
      type: wrong
        .filter((one) => one.isLive === isLive)
        .map(({ pattern }) => pattern)
        .join(", "),
    },
    wrong.map(({ pattern, isLive }) => ({
      path: "types",
      code: isLive ? "live_type" : "unknown_type",
      message: isLive
        ? `${pattern} is told live alone and never sent. Follow it by GET /events.`
        : `There is no event called ${pattern}. There are ${EVENT_TYPES.size}; see GET /event-types.`,
    })),
  );
}
