import * as z from "zod";
import { uuidOf, wholeSeconds } from "#app/dialects/ids.ts";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import type { StreamedEvent } from "#app/features/events/schema.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { maySeeEvent } from "#app/operation/may-see-event.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import { MAID_PUBLIC_TYPES, maidTypeOf } from "#app/protocol/maid-socket.ts";
import type { Following, LiveEvents } from "./events.ts";
import type { ServerOwners } from "./server-owners.ts";

/** Live events that wait for their turn; more are worth nothing when it comes. */
const MOST_WAITING = 1_000;
const log = logOf("maid-socket");

/** An event in the words of MAID's document, made once for all who are told. */
export interface MaidEvent {
  type: string;
  /** What decides who may know it. */
  about: Parameters<typeof maySeeEvent>[1];
  ownerId: string | null;
  isLive: boolean;
  /** For who may know all of it, and for everybody. Null: not for everybody. */
  full: string;
  open: string | null;
}

export interface MaidEvents {
  /** Calls back for each event of a server's game from now on. Returns the way to stop. */
  follow(serverId: string, tell: (event: MaidEvent) => void, fail: () => void): () => void;
}

/** What games tell, shaped for the clients of MAID: one follower for the process while somebody listens. */
export function openMaidEvents(runtime: Runtime, events: LiveEvents, owners: ServerOwners): MaidEvents {
  const readers = new Map<string, Set<{ tell: (event: MaidEvent) => void; fail: () => void }>>();
  let following: Following | null = null;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  function take(event: StreamedEvent, isLive: boolean): void {
    const type = maidTypeOf(event.type);
    const { serverId } = event;
    if (type === null || serverId === null || !readers.has(serverId)) return;
    if (isLive && waiting >= MOST_WAITING) return;
    waiting++;
    last = last
      .then(async () => {
        const told = await shaped({ runtime, owners }, event, type, isLive);
        for (const { tell } of readers.get(serverId) ?? []) tell(told);
      })
      .catch((error) => log.warn({ err: error, type }, "an event could not be told"))
      .finally(() => {
        waiting--;
      });
  }

  function begin(): void {
    following = events.follow(
      {
        // Who may know what of it is decided for each reader.
        actor: () => SYSTEM,
        tell: (event) => take(event, false),
        tellLive: (event) => take(event, true),
        fail() {
          for (const of of readers.values()) for (const { fail } of of) fail();
        },
      },
      null,
      0,
      () => {},
    );
  }

  return {
    follow(serverId, tell, fail) {
      const reader = { tell, fail };
      const those = readers.get(serverId) ?? new Set();
      readers.set(serverId, those.add(reader));
      if (!following) begin();
      return () => {
        those.delete(reader);
        if (those.size === 0 && readers.get(serverId) === those) readers.delete(serverId);
        if (readers.size > 0) return;
        following?.leave();
        following = null;
      };
    },
  };
}

type Data = Record<string, unknown>;

async function shaped(
  { runtime, owners }: { runtime: Runtime; owners: ServerOwners },
  event: StreamedEvent,
  type: string,
  isLive: boolean,
): Promise<MaidEvent> {
  const payload = event.payload as Data;
  const data = dataOf(payload);
  if (type === "player_login" || type === "player_logout")
    data.session_id = await sessionOf(runtime, event, payload.playerId as string | null);
  const owned = (await owners.of([event.serverId!])).owners.get(event.serverId!);
  const said = (data: Data) => JSON.stringify({ type, timestamp: wholeSeconds(event.at), data });
  return {
    type,
    about: {
      permission: EVENT_TYPES.get(event.type)!.permission,
      serverId: event.serverId,
      communityId: event.communityId ?? owned?.communityId ?? null,
      userId: event.userId,
    },
    ownerId: owned?.ownerId ?? null,
    isLive,
    full: said(data),
    open: MAID_PUBLIC_TYPES.has(type) ? said(openData(data)) : null,
  };
}

/** In its document's way of writing: snake_case, and UUIDs. Which server is known to who asked for one. */
function dataOf({ serverId: _, playerId, otherId, details, ...fields }: Data): Data {
  const data: Data = { player_id: shownId(playerId), other_id: shownId(otherId) };
  for (const [name, value] of Object.entries(fields)) data[snake(name)] = value;
  if (details && Object.keys(details).length > 0) data.details = details;
  return data;
}

/** Of who came and went everybody is told the ids alone: names are for who may see players. */
function openData(data: Data): Data {
  if (!("session_id" in data)) return data;
  return { session_id: data.session_id, player_id: data.player_id };
}

function shownId(id: unknown): string | null {
  return typeof id === "string" ? uuidOf(id) : null;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const Session = z.object({ id: z.number() });

/** Which visit it is about: the last that had begun by then. */
async function sessionOf({ database }: Runtime, { serverId, at }: StreamedEvent, playerId: string | null) {
  if (playerId === null) return null;
  const found = await row(
    database,
    Session,
    sql`select id from player_sessions where "playerId" = ${playerId} and "serverId" = ${serverId} and "startedAt" <= ${new Date(at)}
        order by "startedAt" desc, id desc limit 1`,
  );
  return found ? String(found.id) : null;
}
