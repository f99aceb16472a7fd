import { NO_HOLDINGS, type Who } from "#app/lib/access.ts";
import type { RateLimit } from "./limiter.ts";

/**
 * Who calls. `userId` is the user they act as: a key acts as its owner, the operator of the machine as the service account.
 * Made by the doors (`transport/actor.ts`), never by an operation.
 */
export interface Actor extends Who {
  kind: "anonymous" | "user" | "key" | "node" | "operator" | "system";
  /** The id of the user, key or node; null for anonymous and system. */
  id: string | null;
  /** A name for people, kept in the audit log. */
  label: string;
  /** The highest rank among their roles; nobody acts on who stands above. */
  rank: number;
  sessionId: string | null;
  impersonatorId: string | null;
  authenticatedAt: Date | null;
  secondFactorAt: Date | null;
  /** Limits given to a key itself, in place of those of all classes. */
  limits: readonly RateLimit[] | null;
}

const NOBODY: Omit<Actor, "kind" | "id" | "label"> = {
  userId: null,
  holdings: NO_HOLDINGS,
  scopes: null,
  unbounded: false,
  rank: 0,
  sessionId: null,
  impersonatorId: null,
  authenticatedAt: null,
  secondFactorAt: null,
  limits: null,
};

export const ANONYMOUS: Actor = { ...NOBODY, kind: "anonymous", id: null, label: "anonymous" };

/** The panel itself: timers, jobs, its own start. */
export const SYSTEM: Actor = { ...NOBODY, kind: "system", id: null, label: "Gamekeeper", unbounded: true, rank: 1000 };

/** Whoever holds the machine: the command line. Acts as the service account, if there is one yet. */
export function operatorActor(userId: string | null, label: string): Actor {
  return { ...NOBODY, kind: "operator", id: userId, userId, label, unbounded: true, rank: 1000 };
}

/** A node's agent, proven by its key. It may do what concerns its own servers, and nothing else. */
export function nodeActor(id: string, label: string): Actor {
  return { ...NOBODY, kind: "node", id, label };
}

/** A user or a key, out of what the doors found. */
export function personActor(
  found: Pick<Actor, "kind" | "id" | "label" | "userId" | "holdings" | "rank"> & Partial<Actor>,
): Actor {
  return { ...NOBODY, ...found };
}
