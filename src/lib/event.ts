import type * as z from "zod";
import type { Permission } from "./permissions.ts";

/** Whom and what an event concerns; used to route it and to ask who may read it. */
export interface EventSubject {
  serverId?: string | null;
  communityId?: string | null;
  userId?: string | null;
}

/**
 * A kind of event. `stored` events are rows of the outbox and are never lost; `live` ones (ticks, damage, who goes where) are told to whoever listens now.
 * `permission` is what a reader must have on the event's server, community or the instance. Changes are additive; a breaking one is a new version.
 */
export interface EventType<P extends z.ZodType = z.ZodType> {
  type: string;
  version: number;
  summary: string;
  permission: Permission;
  /**
   * What becomes of it for whoever may read such events, but not those of its community, whose privacy level keeps them to its own: told without naming the community,
   * or not at all. Absent: the permission decides alone.
   */
  beyondCommunity?: "unnamed" | "none";
  kind: "stored" | "live";
  payload: P;
  /** A payload as it may be: shown in the documents, and checked against its schema. */
  example: z.input<P>;
  subject(payload: z.output<P>): EventSubject;
}

export function defineEvent<P extends z.ZodType>(
  event: Omit<EventType<P>, "version" | "kind"> & { version?: number; kind?: "stored" | "live" },
): EventType<P> {
  return { version: 1, kind: "stored", ...event };
}
