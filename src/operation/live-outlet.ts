import * as z from "zod";
import type { Database } from "#app/platform/database.ts";
import { callInternal, LIVE_EVENTS_PATH } from "#app/platform/internal-http.ts";
import { logOf } from "#app/platform/log.ts";
import type { PendingEvent } from "./outbox.ts";
import { present } from "./presence.ts";

/** Events wait this long for others to travel with. */
const TOGETHER_MS = 50;
/** What waits for one sidecar; more is worth nothing by the time it arrives. */
const MOST_WAITING = 5_000;
const MOST_AT_ONCE = 1_000;
const CALL_MS = 2_000;
/** Which sidecars there are is believed this long. */
const SIDECARS_MS = 2_000;
const log = logOf("live");

/** Tells live events to whoever listens, at whichever sidecar they do. Never waits, never fails: what cannot be told now is not told. */
export interface LiveOutlet {
  tell(events: readonly PendingEvent[]): void;
  close(): void;
}

/** A live event as one process of the panel hands it to another. */
export const PassedEvent = z.object({
  id: z.string(),
  type: z.string(),
  version: z.int(),
  at: z.coerce.date(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
  userId: z.string().nullable(),
  permission: z.string(),
  payload: z.json(),
});
export const PassedEvents = z.object({ events: z.array(PassedEvent).max(MOST_AT_ONCE) });
/** The size of a body of `PassedEvents`. */
export const MAX_PASSED_BYTES = 16 * 1024 * 1024;

interface Lane {
  waiting: PendingEvent[];
  busy: boolean;
}

/**
 * Hands live events to the sidecars that are there, a few times a second, each at its own pace. `here`: where this process is one of them, its own
 * address, and who listens in it.
 */
export function openLiveOutlet(
  database: Database,
  bootSecret: string,
  here?: { url: string; take(events: readonly PendingEvent[]): void },
): LiveOutlet {
  const lanes = new Map<string, Lane>();
  let gathered: PendingEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let known: { urls: string[]; atMs: number } = { urls: [], atMs: 0 };
  let closed = false;

  async function others(): Promise<string[]> {
    if (Date.now() - known.atMs < SIDECARS_MS) return known.urls;
    const parts = await present(database);
    const urls = parts.flatMap(({ part, url }) => (part === "sidecar" && url ? [url.replace(/\/+$/, "")] : []));
    known = { urls: [...new Set(urls)].filter((url) => url !== here?.url), atMs: Date.now() };
    for (const url of lanes.keys()) if (!known.urls.includes(url)) lanes.delete(url);
    return known.urls;
  }

  async function handOut(): Promise<void> {
    timer = null;
    const events = gathered;
    gathered = [];
    for (const url of await others()) {
      const lane = lanes.get(url) ?? { waiting: [], busy: false };
      lanes.set(url, lane);
      lane.waiting.push(...events.slice(0, MOST_WAITING - lane.waiting.length));
      if (!lane.busy) void drive(url, lane);
    }
  }

  async function drive(url: string, lane: Lane): Promise<void> {
    lane.busy = true;
    try {
      while (lane.waiting.length > 0 && !closed)
        await callInternal(
          url + LIVE_EVENTS_PATH,
          bootSecret,
          { events: lane.waiting.splice(0, MOST_AT_ONCE) },
          CALL_MS,
        );
    } catch (error) {
      log.debug({ err: error, url }, "live events were not told by another sidecar");
      lane.waiting = [];
    }
    lane.busy = false;
  }

  return {
    tell(events) {
      if (closed || events.length === 0) return;
      here?.take(events);
      gathered.push(...events.slice(0, MOST_WAITING - gathered.length));
      timer ??= setTimeout(
        () => void handOut().catch((error) => log.debug({ err: error }, "live events were not told")),
        TOGETHER_MS,
      ).unref();
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}
