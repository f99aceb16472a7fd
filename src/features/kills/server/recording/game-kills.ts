import type { Context } from "#app/operation/context.ts";
import { isNoDeath, isOwnHand } from "../../game-words.ts";
import { kindOf, madeParty, nobody, type Party, playerParty, type ToldKill } from "../../told-kill.ts";
import { recordKills } from "./record-kills.ts";
import { recordOptions } from "./record-options.ts";
import { tellKills } from "./tell-kills.ts";

/** A death as a server's game told it, its players found. */
export interface GameDeath {
  at: Date;
  fields: Readonly<Record<string, unknown>>;
  details: Readonly<Record<string, unknown>>;
  /** The victim, where they are a player. */
  playerId: string | null;
  /** The killer, where they are one. */
  otherId: string | null;
}

export interface ToldBy {
  serverId: string;
  communityId: string | null;
  /** As the blueprint calls it. */
  game: string;
  /** By which way it came. */
  source: "console" | "bridge";
}

/**
 * Takes the deaths that a game of the panel's own told of, in the caller's transaction: the strongest word there is, as a server's name cannot be claimed. Deaths
 * that players had no part in are the world's own affair and no kills.
 */
export async function recordGameKills(
  context: Pick<Context, "db" | "now" | "emit">,
  by: ToldBy,
  deaths: readonly GameDeath[],
): Promise<void> {
  const told = deaths.flatMap((death) => toldKill(by, death));
  if (told.length === 0) return;
  const options = await recordOptions(context.db);
  // What a game tells is taken once, so what looks alike is two deaths: of two trolls, in one explosion.
  const recorded = await recordKills(context, told, { ...options, repeatMs: -1 });
  await tellKills(context, recorded);
}

function toldKill({ serverId, communityId, game, source }: ToldBy, death: GameDeath): ToldKill[] {
  const { at, fields, details } = death;
  const victim = party(death.playerId, fields.victim, fields.victimKind);
  const cause = text(fields.cause);
  if (isNoDeath(cause)) return [];
  const how = text(details.how);
  const killer = isOwnHand(cause, how) ? victim : party(death.otherId, fields.killer, fields.killerKind);
  if (victim.type !== "player" && killer.type !== "player") return [];
  const kind = killer.key === "" && victim.type === "player" ? "environmental" : kindOf(killer, victim);
  return [
    {
      game: game.toLowerCase(),
      at,
      kind,
      method: kind === "suicide" ? "suicide" : "unknown",
      evidence: "observed",
      source,
      reporter: `server:${serverId}`,
      senderId: null,
      killer: killer.key === "" ? nobody("environment") : killer,
      victim,
      weapon: text(fields.weapon),
      otherWeapons: [],
      damageType: how ?? (killer.key === "" ? cause : null),
      killerVehicle: null,
      victimVehicle: null,
      vehicleId: null,
      place: text(fields.room),
      system: null,
      mode: null,
      build: null,
      serverId,
      communityId,
      doubts: [],
      rawData: null,
    },
  ];
}

function party(playerId: string | null, name: unknown, kind: unknown): Party {
  const called = text(name);
  if (called === null) return nobody("environment");
  if (playerId !== null) return playerParty(playerId, called);
  return madeParty(kind === "item" ? "item" : "npc", called);
}

/** Text out of a game, no longer than names are. */
function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 200) : null;
}
