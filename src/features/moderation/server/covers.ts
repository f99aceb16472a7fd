import { sql } from "#app/platform/sql.ts";

/** Whether the punishment `p` holds on the server `s`: the same decision as `holdsOn`, said in SQL. */
export const HOLDS_ON_SERVER = sql`(p."serverId" is not distinct from s.id or (p.game = lower(s."blueprintDocument"->>'game')
  and (p.scope = 'all' or (p.scope = 'community' and p."communityId" = s."communityId"))))`;

/** Whether the punishment `p` is about the player `pl` by their platform's id; what an unbelieved server says of whose id it is says nothing of who is known. */
export const HAS_SAME_ID = sql`(p."platformId" = pl."platformId" and lower(p."platformId") = lower(pl."platformId") and (p."isVouched" or pl.realm like 'unvouched:%'))`;

/**
 * Whether the punishment `p`, which holds on a server of this game, is about the player `pl` there. Where no platform vouches for names, somebody of the same
 * name on another server of the game is all that a punishment beyond one server can be about.
 */
export const IS_ABOUT_PLAYER = sql`(p."playerId" = pl.id or ${HAS_SAME_ID}
  or (p."nameKey" is not null and p.scope <> 'server' and pl."platformId" is null and pl.realm like 'server:%' and p."nameKey" = pl.key))`;
