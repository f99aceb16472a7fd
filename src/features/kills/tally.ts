import type { KillEvidence, KillKind } from "./told-kill.ts";

/** As much of a kill as figures are made of. */
export interface CountedKill {
  game: string;
  at: Date;
  kind: KillKind;
  evidence: KillEvidence;
  killerId: string | null;
  victimId: string | null;
  weapon: string | null;
  killerVehicle: string | null;
  victimVehicle: string | null;
  place: string | null;
  system: string | null;
  mode: string | null;
  serverId: string | null;
  communityIds: readonly string[];
}

/** Columns of the tallies that a kill adds to. */
export const TALLY_COUNTS = [
  "kills",
  "deaths",
  "pvpKills",
  "pvpDeaths",
  "pveKills",
  "pveDeaths",
  "suicides",
  "crashes",
  "environmental",
  "unexplained",
  "inferred",
] as const;
export type TallyCount = (typeof TALLY_COUNTS)[number];

export const FACETS = ["weapon", "ship", "place", "system", "mode"] as const;
export type Facet = (typeof FACETS)[number];

/** The ISO week's name: weeks begin on Monday, and belong to the year of their Thursday. */
export function weekOf(at: Date): string {
  const thursday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}

/** The times that something counts within, in UTC: all time, its day, its week, its month, and its season where there is one. */
export function periodsOf(at: Date, season: string | null): string[] {
  const day = at.toISOString().slice(0, 10);
  return ["all", `d:${day}`, `w:${weekOf(at)}`, `m:${day.slice(0, 7)}`, ...(season === null ? [] : [`s:${season}`])];
}

/** Where it counts for a player: everywhere, in each community that it was told in, on the server that it happened on, and in the organisation that they are in now. */
export function scopesOf(
  { serverId, communityIds }: Pick<CountedKill, "serverId" | "communityIds">,
  organisation: string | null,
): string[] {
  return [
    "all",
    ...communityIds.map((id) => `c:${id}`),
    ...(serverId === null ? [] : [`s:${serverId}`]),
    ...(organisation === null ? [] : [`o:${organisation}`]),
  ];
}

/** The hour of the week (UTC): Monday 00:00 is 0. */
export function hourOfWeek(at: Date): number {
  return ((at.getUTCDay() + 6) % 7) * 24 + at.getUTCHours();
}

/**
 * What a kill adds to whom: at most one row each for killer and victim. Nobody's own death is a kill of theirs, and what is only inferred is counted as a death
 * of its own column as well, so that it can be told apart.
 */
export function countsOf(kill: CountedKill): { playerId: string; counts: TallyCount[] }[] {
  const added: { playerId: string; counts: TallyCount[] }[] = [];
  if (kill.killerId !== null && kill.killerId !== kill.victimId) {
    if (kill.kind === "pvp") added.push({ playerId: kill.killerId, counts: ["kills", "pvpKills"] });
    else if (kill.kind === "pve_kill") added.push({ playerId: kill.killerId, counts: ["kills", "pveKills"] });
  }
  if (kill.victimId !== null) {
    const counts: TallyCount[] = kill.evidence === "inferred" ? ["inferred"] : [];
    switch (kill.kind) {
      case "pvp":
        counts.push("deaths", "pvpDeaths");
        break;
      case "pve_death":
        counts.push("deaths", "pveDeaths");
        break;
      case "suicide":
        counts.push("suicides");
        break;
      case "crash":
        counts.push("deaths", "crashes");
        break;
      case "environmental":
        counts.push("deaths", "environmental");
        break;
      case "unknown":
        counts.push("deaths", "unexplained");
        break;
      case "pve_kill":
        break;
    }
    if (counts.length > 0) added.push({ playerId: kill.victimId, counts });
  }
  return added;
}

/** What somebody kills or dies with and where, one row each. */
export function facetsOf(kill: CountedKill): { playerId: string; facet: Facet; value: string; isKill: boolean }[] {
  return countsOf(kill).flatMap(({ playerId, counts }) => {
    const isKill = counts.includes("kills");
    if (!isKill && !counts.includes("deaths")) return [];
    const values: [Facet, string | null][] = [
      ["weapon", kill.weapon],
      ["ship", isKill ? kill.killerVehicle : kill.victimVehicle],
      ["place", kill.place],
      ["system", kill.system],
      ["mode", kill.mode],
    ];
    return values.flatMap(([facet, value]) => (value === null ? [] : [{ playerId, facet, value, isKill }]));
  });
}
