import type * as z from "zod";
import type { EventType } from "#app/lib/event.ts";
import type { Db } from "#app/platform/database.ts";
import type { Actor } from "./actor.ts";
import type { Runtime } from "./runtime.ts";

/** A job for the worker: its name and what it is told. Runs after the commit, at least once. */
export interface JobRequest {
  name: string;
  payload: Record<string, unknown>;
  runAt?: Date;
  /** A later job of the same key replaces one that has not run. */
  key?: string;
}

/** What an operation has at hand. In a command `db` is the transaction that also holds its audit row and its events. */
export interface Context {
  actor: Actor;
  db: Db;
  requestId: string;
  /** The caller's address, null inside the machine. */
  address: string | null;
  userAgent: string | null;
  now: Date;
  runtime: Runtime;
  /** Says what has happened; told to all after the commit, and never if there is none. */
  emit<P extends z.ZodType>(event: EventType<P>, payload: z.input<P>): void;
  job(request: JobRequest): void;
  /** Names what was acted on, for the audit log; the subject is named by itself. */
  target(kind: string, id: string, label: string, of?: { serverId?: string | null; communityId?: string | null }): void;
  /** Says who the caller turned out to be (they have just signed in, or joined): the audit log names them as who did it, once it is done. */
  identified(who: Pick<Actor, "kind" | "label"> & { id: string }): void;
  /** How the thing was before or is after, for the audit log. No secrets. */
  changed(before: Record<string, unknown> | null, after: Record<string, unknown> | null): void;
}
