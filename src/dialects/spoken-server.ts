import { defaultServer } from "#app/features/upkeep/server/index.ts";
import type { Actor } from "#app/operation/actor.ts";
import { type Runtime, runtime } from "#app/operation/runtime.ts";
import { idOfUuid } from "./ids.ts";

const BELIEVED_MS = 1_000;
const BEFORE_PATH = /^\/servers\/([^/]+)(\/.*)$/;
const SERVER_ID = /^srv_[0-9a-f]{32}$/;

/** The server that a path names before what it asks for (`/servers/{id}/api/v1/…`), by its id or its UUID, and the rest of the path. */
export function serverInPath(path: string): { named: string | null; path: string } {
  const [, named, rest] = BEFORE_PATH.exec(path) ?? [];
  if (named === undefined || rest === undefined) return { named: null, path };
  return { named: idOfUuid("srv", named), path: rest };
}

/** Whether something has the form of a server's id. */
export function isServerId(text: string): boolean {
  return SERVER_ID.test(text);
}

const believed = new WeakMap<Runtime["database"], { server: Promise<string | null>; untilMs: number }>();

/** The one server that is spoken for: the one named, else the one that the key is for, else the default. Null: none. */
export async function spokenServer(actor: Actor, named: string | null): Promise<string | null> {
  if (named !== null) return named;
  if (actor.onlyServerId) return actor.onlyServerId;
  const { database } = runtime();
  const before = believed.get(database);
  if (before && before.untilMs > performance.now()) return before.server;
  const server = defaultServer(database);
  believed.set(database, { server, untilMs: performance.now() + BELIEVED_MS });
  server.catch(() => believed.delete(database));
  return server;
}
