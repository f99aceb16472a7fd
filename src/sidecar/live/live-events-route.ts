import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_PASSED_BYTES, PassedEvents } from "#app/operation/live-outlet.ts";
import { LIVE_EVENTS_PATH } from "#app/platform/internal-http.ts";
import { logOf } from "#app/platform/log.ts";
import { answerJson } from "../edge/json-answer.ts";
import { readBody } from "../edge/read-body.ts";
import type { InternalRoute } from "../internal/internal-server.ts";
import type { LiveEvents } from "./events.ts";

const READ_WITHIN_MS = 5_000;
const log = logOf("live");

/** Takes the live events that other processes of the panel tell. */
export function liveEventsRoute(events: LiveEvents): InternalRoute {
  return {
    path: LIVE_EVENTS_PATH,
    request: (incoming, outgoing) => void take(events, incoming, outgoing),
  };
}

async function take(events: LiveEvents, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(incoming, MAX_PASSED_BYTES, READ_WITHIN_MS);
    // Nobody listens here: what it says is not even read.
    if (events.wantsLive) await events.takeLive(PassedEvents.parse(JSON.parse(body.toString("utf8"))).events);
    answerJson(outgoing, 200, {});
  } catch (error) {
    log.debug({ err: error }, "live events of another process were not taken");
    answerJson(outgoing, 400, {});
  }
}
