import type { EventType } from "#app/lib/event.ts";
import * as admin from "../admin/events.ts";
import * as analytics from "../analytics/events.ts";
import * as apiKeys from "../api-keys/events.ts";
import * as bridge from "../bridge/events.ts";
import * as communities from "../communities/events.ts";
import * as discord from "../discord/events.ts";
import * as earning from "../earning/events.ts";
import * as economy from "../economy/events.ts";
import * as games from "../games/events.ts";
import * as hosting from "../hosting/events.ts";
import * as identity from "../identity/events.ts";
import * as kills from "../kills/events.ts";
import * as members from "../members/events.ts";
import * as moderation from "../moderation/events.ts";
import * as notifications from "../notifications/events.ts";
import * as packages from "../packages/events.ts";
import * as panelBackups from "../panel-backups/events.ts";
import * as players from "../players/events.ts";
import * as renewals from "../renewals/events.ts";
import * as store from "../store/events.ts";
import * as tickets from "../tickets/events.ts";
import * as upkeep from "../upkeep/events.ts";
import * as webhooks from "../webhooks/events.ts";
import { matchesPattern } from "./pattern.ts";

/**
 * Every kind of event, by its type: what sockets, SSE, webhooks, analytics and the documents offer. A feature says its own in its `events.ts`, and joins here.
 */
export const EVENT_TYPES: ReadonlyMap<string, EventType> = new Map(
  [
    admin,
    analytics,
    apiKeys,
    bridge,
    communities,
    discord,
    economy,
    earning,
    games.GAME_EVENT_TYPES,
    hosting,
    identity,
    kills,
    members,
    moderation,
    notifications,
    packages,
    panelBackups,
    players,
    store,
    tickets,
    renewals,
    upkeep,
    webhooks,
  ]
    .flatMap((file) => Object.values(file) as EventType[])
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map((event) => [event.type, event]),
);

/** The kinds of event that a pattern names; none for one that nothing is called by. */
export function typesOf(pattern: string): EventType[] {
  if (pattern === "*") return [...EVENT_TYPES.values()];
  if (!pattern.endsWith(".*")) {
    const event = EVENT_TYPES.get(pattern);
    return event ? [event] : [];
  }
  return [...EVENT_TYPES.values()].filter(({ type }) => type.startsWith(pattern.slice(0, -1)));
}

/** Whether a type is among those that any of the patterns names. Null: all are wanted. */
export function matchesType(patterns: readonly string[] | null, type: string): boolean {
  if (patterns === null) return true;
  return patterns.some((pattern) => matchesPattern(pattern, type));
}
