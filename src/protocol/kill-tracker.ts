import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";

/** What the kill tracker's document lets its clients follow, by webhook and by socket. */
export const TRACKER_EVENTS = [
  "kill.recorded",
  "user.stats_updated",
  "leaderboard.updated",
  "server.event",
  "analytics.insight",
] as const;

/** The socket below the dialect's base. */
export const TRACKER_SOCKET_PATH = "/ws";

export const TRACKER_SOCKET_LIMITS = {
  messageBytes: 4 * 1024,
  messagesPerMinute: 120,
  /** How long a client may take to say who it is. */
  authMs: 10_000,
  /** What may wait for a reader before it is let go. */
  unreadBytes: 1024 * 1024,
} as const;

export type ToTrackerClient =
  | { type: "auth.ok"; data: { userId: string | null; expiresAt: string | null }; timestamp: string }
  | { type: "auth.error"; data: { code: string; message: string }; timestamp: string }
  | { type: "pong"; data: Record<string, never>; timestamp: string };

/** Prefixes of ids: ours, and the words of the document. Its servers are communities. */
const PREFIXES = { usr: "user", com: "server", kil: "kill", whk: "webhook", ply: "player", ins: "insight" } as const;
const NATIVE = new Map<string, string>(Object.entries(PREFIXES).map(([ours, theirs]) => [theirs, ours]));

/** An id in the document's words: `usr_0193…` is `user_0193…`. */
export function trackerId<T extends string | null>(id: T): T {
  if (id === null) return id;
  const [prefix, ...rest] = id.split("_");
  const word = Object.hasOwn(PREFIXES, prefix!) ? PREFIXES[prefix as keyof typeof PREFIXES] : prefix;
  return [word, ...rest].join("_") as T;
}

/** The id of ours that a client means; what has another form (a name, an id of Discord) stays as it is. */
export function nativeId(text: string): string {
  const [, prefix, hex] = /^([a-z]+)_([0-9a-f]{32})$/.exec(text) ?? [];
  return prefix !== undefined && NATIVE.has(prefix) ? `${NATIVE.get(prefix)}_${hex}` : text;
}

export interface Participant {
  userId: string | null;
  playerId: string | null;
  name: string | null;
}

/** The game in which a name is one person's alone, so that it is as good as an id. */
const NAMES_ARE_IDS = STAR_CITIZEN;

/** What its clients call one who took part: their user, else their name where that is one person's, else their player. Null: nobody is named. */
export function participantId(game: string, { userId, playerId, name }: Participant): string | null {
  if (userId !== null) return trackerId(userId);
  return game === NAMES_ARE_IDS || playerId === null ? name : trackerId(playerId);
}

type Payload = Record<string, unknown>;

/** An event in the document's form: `{type, data, timestamp}`. */
export function trackerEvent({ type, at, payload }: { type: string; at: string; payload: unknown }): {
  type: string;
  data: Payload;
  timestamp: string;
} {
  return { type, data: dataOf(type, at, (payload ?? {}) as Payload), timestamp: at };
}

function dataOf(type: string, at: string, payload: Payload): Payload {
  switch (type) {
    case "kill.recorded":
      return killData(payload);
    case "user.stats_updated":
      return statsData(payload, at);
    default:
      return { ...withIds(payload), timestamp: at };
  }
}

function killData(payload: Payload): Payload {
  const game = String(payload.game);
  const text = (name: string) => (payload[name] as string | null | undefined) ?? null;
  const party = (side: "killer" | "victim"): Participant => ({
    userId: text(`${side}UserId`),
    playerId: text(`${side}Id`),
    name: text(`${side}Name`),
  });
  return {
    killId: trackerId(text("killId")),
    killerId: participantId(game, party("killer")),
    killerName: text("killerName"),
    victimId: participantId(game, party("victim")),
    victimName: text("victimName"),
    serverId: trackerId(text("communityId")),
    weapon: text("weapon"),
    location: text("place"),
    ...flagsOf(String(payload.kind)),
    game,
    evidence: text("evidence"),
    confirmations: payload.confirmations,
    timestamp: text("at"),
  };
}

/** The document's three words on a kill. */
export function flagsOf(kind: string): { isPvP: boolean; isSuicide: boolean; isEnvironmental: boolean } {
  return {
    isPvP: kind === "pvp",
    isSuicide: kind === "suicide",
    isEnvironmental: kind === "environmental" || kind === "crash",
  };
}

function statsData(payload: Payload, at: string): Payload {
  const { userId, playerId, kills, deaths } = payload as { [name: string]: never };
  return {
    userId: trackerId(String(userId)),
    playerId: trackerId(String(playerId)),
    playerName: payload.playerName ?? null,
    game: payload.game,
    stats: {
      totalKills: kills,
      totalDeaths: deaths,
      kdr: ratioOf(Number(kills), Number(deaths)),
      pvpKills: payload.pvpKills,
      pveKills: payload.pveKills,
    },
    timestamp: at,
  };
}

/** Kills for each death, to two places; of who never died, the kills. */
export function ratioOf(kills: number, deaths: number): number {
  return Math.round((kills / Math.max(1, deaths)) * 100) / 100;
}

/** Ids in the document's words; its `serverId` is our community. A game server of this panel is none of its servers. */
function withIds({ communityId, serverId, ...payload }: Payload): Payload {
  const shown: Payload = {};
  for (const [name, value] of Object.entries(payload))
    shown[name] = typeof value === "string" && name.endsWith("Id") ? trackerId(value) : value;
  if (communityId !== undefined) shown.serverId = trackerId(communityId as string | null);
  if (typeof serverId === "string") shown.gameServerId = serverId;
  return shown;
}
