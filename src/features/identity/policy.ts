import { lacking, type Who } from "#app/lib/access.ts";
import { isPermission } from "#app/lib/permissions.ts";

/** As much of an actor as decisions about people need. */
export type Ranked = Who & { rank: number };

/** Nobody acts on who stands above them. Equals may, so that two owners can mend each other's accounts. */
export function mayActOn(actor: Ranked, targetRank: number): boolean {
  return actor.rank >= targetRank;
}

/** What keeps the actor from giving a role: its rank above theirs, or permissions they lack. Empty and false: they may. */
export function obstaclesToGrant(
  actor: Ranked,
  role: { rank: number; permissions: readonly string[] },
): { above: boolean; lacks: readonly string[] } {
  return { above: role.rank > actor.rank, lacks: lacking(actor, role.permissions.filter(isPermission)) };
}

export function mayGrant(actor: Ranked, role: { rank: number; permissions: readonly string[] }): boolean {
  const { above, lacks } = obstaclesToGrant(actor, role);
  return !above && lacks.length === 0;
}
