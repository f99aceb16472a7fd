import type { EventType } from "#app/lib/event.ts";
import type { StreamedEvent } from "./schema.ts";

/** An event of this kind as a reader may get it, for the documents. */
export function publishedExample({ type, version, kind, payload, subject, example }: EventType): StreamedEvent {
  const parsed = payload.parse(example);
  const about = subject(parsed);
  return {
    position: kind === "live" ? null : 4207,
    id: "evt_019f3c2a7b407d11a2c35e8f90b1c2d3",
    type,
    version,
    at: "2026-11-21T12:00:00.000Z",
    serverId: about.serverId ?? null,
    communityId: about.communityId ?? null,
    userId: about.userId ?? null,
    payload: parsed as StreamedEvent["payload"],
  };
}
