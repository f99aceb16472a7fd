import * as z from "zod";
import type { Kill as NativeKill } from "#app/features/kills/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import { flagsOf, nativeId, participantId, trackerId } from "#app/protocol/kill-tracker.ts";

/** Its clients' word for no server in particular. */
const NO_SERVER = "default-server";

/** A community by its id, or that of its server of Discord; undefined: none is meant. */
export function communityOf(serverId: string | null | undefined): string | undefined {
  return !serverId || serverId === NO_SERVER ? undefined : nativeId(serverId);
}

export const Ref = z.string().min(1).max(100);

export const Kill = z.object({
  id: z.string(),
  killerId: z.string().nullable().describe("A user, else a name or a player. Null: nobody killed, or nobody is named."),
  killerName: z.string().nullable(),
  victimId: z.string().nullable(),
  victimName: z.string().nullable(),
  serverId: z.string().nullable().describe("The community that it was told in."),
  weapon: z.string().nullable(),
  location: z.string().nullable(),
  system: z.string().nullable(),
  isPvP: z.boolean(),
  isSuicide: z.boolean(),
  isEnvironmental: z.boolean(),
  timestamp: Timestamp.describe("When it happened."),
  kind: z.string(),
  method: z.string(),
  evidence: z.string().describe("observed, inferred or claimed."),
  confirmations: z.int().describe("How many, each by itself, have told of it."),
  state: z.string().describe("counted, disputed or retracted."),
  killerShip: z.string().nullable(),
  victimShip: z.string().nullable(),
  game: z.string(),
});

/** What people call a thing. Words that somebody told, which no class has a blank in and which names begin with, stay as they were told. */
function nameOf(thing: NativeKill["weapon"]): string | null {
  if (thing === null) return null;
  const told = thing.class.toLowerCase();
  return told.includes(" ") || thing.name?.toLowerCase().startsWith(`${told} `)
    ? thing.class
    : (thing.name ?? thing.class);
}

/** The class of who is no player, else what a player is called by. */
function partyId(game: string, party: NativeKill["killer"]): string | null {
  return party && (party.class ?? participantId(game, party));
}

export function shownKill(kill: NativeKill): z.input<typeof Kill> {
  const { killer, victim, game } = kill;
  return {
    id: trackerId(kill.id),
    killerId: partyId(game, killer),
    killerName: killer?.name ?? null,
    victimId: partyId(game, victim),
    victimName: victim.name,
    serverId: trackerId(kill.communityIds[0] ?? null),
    weapon: nameOf(kill.weapon),
    location: nameOf(kill.place),
    system: kill.system,
    ...flagsOf(kill.kind),
    timestamp: kill.at,
    kind: kill.kind,
    method: kill.method,
    evidence: kill.evidence,
    confirmations: kill.confirmations,
    state: kill.state,
    killerShip: nameOf(killer?.vehicle ?? null),
    victimShip: nameOf(victim.vehicle),
    game,
  };
}

export const Person = z.object({
  id: z.string().nullable(),
  username: z.string().nullable(),
  avatar: z.string().nullable(),
});

/** One of a kill's parties as a small person. */
export function shownParty(kill: NativeKill, side: "killer" | "victim"): z.input<typeof Person> {
  const party = kill[side];
  return { id: partyId(kill.game, party), username: party?.name ?? null, avatar: null };
}

/** A documented moment: ISO 8601, or a date alone, which begins at 00:00 UTC. */
export const Moment = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)), "is no time in ISO 8601")
  .transform((text) => new Date(text).toISOString());

/** The documented parameters of a list. */
export function listQuery(limit: number) {
  return z.object({
    limit: z.coerce.number().int().min(1).max(100).default(limit).describe("How many."),
    offset: z.coerce.number().int().min(0).max(10_000).default(0).describe("How many of the newest to leave out."),
    start_date: Moment.optional().describe("From then on."),
    end_date: Moment.optional().describe("Before then."),
  });
}
