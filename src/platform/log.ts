import { pino } from "pino";
import { env } from "./env.ts";

/**
 * The process's log: one JSON line an entry on stderr, where the supervisor picks it up; stdout is for what a command answers. Never hand it a secret; the paths below are a last net,
 * not a licence.
 */
export const log = pino(
  {
    level: env().LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "*.password",
        "*.token",
        "*.secret",
        "*.key",
        "headers.authorization",
        "headers.cookie",
        'headers["x-api-key"]',
        "password",
        "token",
        "secret",
      ],
      censor: "[hidden]",
    },
  },
  pino.destination(2),
);

/** A log that names the part of the process it speaks for. */
export function logOf(part: string) {
  return log.child({ part });
}
