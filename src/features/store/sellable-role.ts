import { BUILT_IN_ROLES, type Permission } from "#app/lib/permissions.ts";

const MEMBER = BUILT_IN_ROLES.find(({ key }) => key === "member")!;
const MODERATOR = BUILT_IN_ROLES.find(({ key }) => key === "moderator")!;
const OF_MEMBERS: ReadonlySet<string> = new Set<Permission>(MEMBER.permissions);

/**
 * What keeps a role from being sold: that it ranks with those who watch over others, or the permissions that no member has by themselves. It is asked when an item is
 * written and again when one is bought, as roles change in between.
 */
export function obstaclesToSell(role: { rank: number; permissions: readonly string[] }): {
  ranksHigh: boolean;
  ofStaff: string[];
} {
  return {
    ranksHigh: role.rank >= MODERATOR.rank,
    ofStaff: role.permissions.filter((permission) => !OF_MEMBERS.has(permission)),
  };
}
