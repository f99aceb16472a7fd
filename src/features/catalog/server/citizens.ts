import * as z from "zod";
import { RsiHandle } from "#app/features/kills/schema.ts";
import { realmOf, showsKills } from "#app/features/kills/server/index.ts";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { PROFILE_SOURCES, RsiProfile } from "../rsi-profile.ts";
import { namesOf } from "./names.ts";
import { profileOf } from "./rsi-pages.ts";

const MOST_SHIPS = 5;

const Tracked = z.object({
  playerId: z.string(),
  name: z.string(),
  isProven: z.boolean().describe("Whether somebody has proven the handle to be theirs."),
  kills: z.int(),
  deaths: z.int(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp.nullable().describe("When they last killed or died; null: never, as far as is told."),
  ships: z.array(z.object({ class: z.string(), name: z.string().nullable(), kills: z.int(), deaths: z.int() })),
});

export const player = defineQuery({
  id: "catalog.player",
  summary: "Get a player of Star Citizen by handle",
  description:
    "What this panel knows of them, and what their public profile page says where the panel reads such pages: see the setting rsi-profiles. Who shows their kills to few is told of by their page alone.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({ handle: RsiHandle }),
  output: z.object({
    handle: z.string(),
    profile: RsiProfile.nullable(),
    profileSource: z
      .enum(PROFILE_SOURCES)
      .describe(
        "Read now (page), within the last day (cache) or before (stale, while it is read anew); there is none (absent); pages are not read here (off), or could not be read (unavailable).",
      ),
    profileAt: Timestamp.nullable(),
    tracker: Tracked.nullable().describe("What this panel knows; null: nothing, or nothing for you."),
  }),
  example: { handle: "Outlaw-Joe" },
  http: { method: "GET", path: "/sc/players/{handle}" },
  async run(context, { handle }) {
    const tracker = await trackedOf(context, handle);
    const { profile, source, fetchedAt } = await profileOf(context.db, handle);
    if (!tracker && !profile && source !== "unavailable")
      throw new AppError("not_found", "catalog.unknown_handle", { handle });
    return {
      handle: profile?.handle ?? tracker?.name ?? handle,
      profile,
      profileSource: source,
      profileAt: iso(fetchedAt),
      tracker,
    };
  },
});

const PlayerRow = z.object({
  playerId: z.string(),
  name: z.string(),
  linkedBy: z.string().nullable(),
  kills: z.number(),
  deaths: z.number(),
  firstSeenAt: z.date(),
  lastSeenAt: z.date().nullable(),
});
const ShipRow = z.object({ class: z.string(), kills: z.number(), deaths: z.number() });

async function trackedOf({ db, actor }: Context, handle: string): Promise<z.input<typeof Tracked> | null> {
  const found = await row(
    db,
    PlayerRow,
    sql`select p.id as "playerId", p.name, p."linkedBy", coalesce(t.kills, 0) as kills, coalesce(t.deaths, 0) as deaths,
          least(p."createdAt", (select min(k.at) from kills k where k."killerKey" = p.id and k.published and k.state <> 'retracted' and k.game = ${STAR_CITIZEN}),
            (select min(k.at) from kills k where k."victimKey" = p.id and k.published and k.state <> 'retracted' and k.game = ${STAR_CITIZEN})) as "firstSeenAt", t."lastAt" as "lastSeenAt"
        from players p left join users u on u.id = p."userId"
          left join kill_tallies t on t."playerId" = p.id and t.game = ${STAR_CITIZEN} and t.scope = 'all' and t.period = 'all'
        where p.realm = ${realmOf(STAR_CITIZEN)} and p.key = ${`name:${handle.toLowerCase()}`} and ${showsKills(actor)}`,
  );
  if (!found) return null;
  const { linkedBy, firstSeenAt, lastSeenAt, ...known } = found;
  const flown = await rows(
    db,
    ShipRow,
    sql`select value as class, kills, deaths from kill_facets
        where "playerId" = ${known.playerId} and game = ${STAR_CITIZEN} and facet = 'ship' order by kills + deaths desc, value limit ${MOST_SHIPS}`,
  );
  const names = await namesOf(
    db,
    STAR_CITIZEN,
    "ship",
    flown.map((ship) => ship.class),
  );
  return {
    ...known,
    isProven: linkedBy !== null && linkedBy !== "claim" && linkedBy !== "log",
    firstSeenAt: iso(firstSeenAt),
    lastSeenAt: iso(lastSeenAt),
    ships: flown.map((ship) => ({ ...ship, name: names.get(ship.class) ?? null })),
  };
}
