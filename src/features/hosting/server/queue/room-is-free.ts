import type { Context } from "#app/operation/context.ts";
import { SERVE_JOB } from "../../queue-job.ts";

/** Has it looked at once whether somebody who waits can be served: there may be room that was not. */
export function roomIsFree({ job }: Pick<Context, "job">): void {
  job({ name: SERVE_JOB, payload: {}, key: SERVE_JOB });
}
