import { COMMUNITY_ROLES, type CommunityRole } from "#app/lib/permissions.ts";

/** What somebody is in a community; the highest first. */
export const MEMBER_ROLES = Object.keys(COMMUNITY_ROLES) as [CommunityRole, ...CommunityRole[]];
