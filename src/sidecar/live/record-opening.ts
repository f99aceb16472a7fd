import { keyOfRefusal, recordCall } from "#app/features/api-keys/server/index.ts";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { now } from "#app/platform/clock.ts";

/** Keeps that a stream was opened by key, or was refused to one, among the key's calls. What `open` throws is thrown on. */
export async function recordOpening(address: string | null, open: () => Promise<Actor>): Promise<Actor> {
  const startedAt = performance.now();
  function record(keyId: string | null, status: number, reason: string | null): void {
    if (keyId === null) return;
    recordCall({
      at: now(),
      keyId,
      operation: "events.follow",
      method: "GET",
      route: "/events",
      status,
      reason,
      durationMs: performance.now() - startedAt,
      address,
      requestBytes: 0,
      responseBytes: 0,
      requestId: newId("req"),
    });
  }
  try {
    const actor = await open();
    if (actor.kind === "key") record(actor.id, 200, null);
    return actor;
  } catch (error) {
    const known = asAppError(error);
    record(keyOfRefusal(known), ERRORS[known.code].http, known.reason);
    throw error;
  }
}
