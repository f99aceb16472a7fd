import { defaultServer } from "#app/features/upkeep/server/index.ts";
import type { Actor } from "#app/operation/actor.ts";
import { Believed } from "#app/operation/believed.ts";
import { runtime } from "#app/operation/runtime.ts";
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

const believed = new Believed<string | null>(BELIEVED_MS);

/** The one server that is spoken for: the one named, else the one that the key is for, else the default. Null: none. */
export async function spokenServer(actor: Actor, named: string | null): Promise<string | null> {
  if (named !== null) return named;
  if (actor.onlyServerId) return actor.onlyServerId;
  const { database } = runtime();
  return believed.of(database, () => defaultServer(database));
}
