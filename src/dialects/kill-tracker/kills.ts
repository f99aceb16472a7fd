import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { operations } from "#app/features/registry.ts";
import { nativeId, participantId, ratioOf, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { communityOf, Kill, listQuery, Moment, Person, Ref, shownKill } from "./shapes.ts";

const rate = "kills";
const RawData = z.record(z.string(), z.unknown());
const Recorded = Kill.extend({
  duplicate: z.boolean().describe("True: you had told of it before, and this is the kill that it was."),
  rawData: RawData.nullable().describe("As it was sent."),
});

const NewKill = z.object({
  victimId: z
    .string()
    .trim()
    .min(3, "victimId must be at least 3 characters long")
    .max(200)
    .describe("A name in the game, or an id. A name that nobody knows becomes a player."),
  weapon: z.string().trim().min(1).max(200),
  location: z.string().trim().max(200).nullable().optional(),
  isPvP: z.boolean().default(true),
  isSuicide: z.boolean().default(false),
  isEnvironmental: z.boolean().default(false),
  serverId: z.string().max(100).nullable().optional().describe("The community that it is told in."),
  timestamp: Moment.optional().describe("When it happened; absent: now."),
  rawData: RawData.nullable().optional().describe("Whatever else is known: 16 KiB at most."),
});

/** Who killed whom, out of three flags: nobody kills in an accident, and who kills themselves is killer and victim. */
function partiesOf({ victimId, isPvP, isSuicide, isEnvironmental }: z.output<typeof NewKill>) {
  const victim = nativeId(victimId);
  if (isSuicide) return { victim, killer: victim };
  if (isEnvironmental) return { victim, killerType: "environment" as const };
  return isPvP ? { victim } : { victim, victimType: "npc" as const };
}

const kills = z.object({ kills: z.array(Kill), limit: z.int(), offset: z.int(), hasMore: z.boolean() });
const shownPage = ({ items, offset, limit, hasMore }: z.output<(typeof operations.kills.pages)["output"]>) => ({
  kills: items.map(shownKill),
  limit,
  offset,
  hasMore,
});

const SCALE: Record<string, "daily" | "weekly" | "monthly" | "season" | "all_time"> = {
  daily: "daily",
  weekly: "weekly",
  monthly: "monthly",
  season: "season",
  all_time: "all_time",
};
const Period = z.enum(["daily", "weekly", "monthly", "season", "all_time"]).default("all_time");

/** A place that somebody has gained or lost since the last period, as text. */
function changeOf(rank: number | null, before: number | null): string {
  if (rank === null || before === null) return "0";
  const gained = before - rank;
  return gained > 0 ? `+${gained}` : String(gained);
}

type BoardRow = z.output<(typeof operations.kills.board)["output"]>["items"][number];
const rounded = (value: number) => Math.round(value * 100) / 100;

function shownEntry(row: BoardRow) {
  return {
    rank: row.rank,
    user: {
      id: participantId(STAR_CITIZEN, { userId: row.userId, playerId: row.playerId, name: row.name }),
      username: row.name,
      avatar: row.avatarUrl,
    },
    value: rounded(row.value),
    change: changeOf(row.rank, row.rankBefore),
    kills: row.kills,
    deaths: row.deaths,
    isYou: row.isOwn,
  };
}

const Entry = z.object({
  rank: z.int().nullable(),
  user: Person,
  value: z.number(),
  change: z.string().describe("Places gained since the last period."),
  kills: z.int(),
  deaths: z.int(),
  isYou: z.boolean(),
});

/** Hours and minutes, as the document writes them. */
function durationText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

/** Rows of the document's section Kill Tracking. */
export const killRoutes = [
  told({
    http: { method: "POST", path: "/api/kills", status: 201 },
    summary: "Record a new kill",
    operation: operations.kills.record,
    rate,
    body: NewKill,
    input: ({ body }) => ({
      ...partiesOf(body),
      weapon: body.weapon,
      ...(body.location ? { place: body.location } : {}),
      ...(body.timestamp === undefined ? {} : { at: body.timestamp }),
      communityId: communityOf(body.serverId),
      ...(body.rawData ? { rawData: body.rawData as never } : {}),
    }),
    names: { victim: "victimId", killer: "victimId", place: "location", communityId: "serverId", at: "timestamp" },
    also: [200],
    status: ({ outcome }) => (outcome === "recorded" ? 201 : 200),
    says: ({ outcome }) => SAYS[outcome],
    beside: ({ duplicate }) => (duplicate ? { duplicate } : {}),
    output: Recorded,
    answer: ({ kill, duplicate }, { body }) => ({ ...shownKill(kill), duplicate, rawData: body.rawData ?? null }),
  }),
  told({
    http: { method: "GET", path: "/api/kills/user/{userId}" },
    summary: "Get kills of a user",
    operation: operations.kills.pages,
    rate,
    params: z.object({ userId: Ref }),
    query: listQuery(50),
    input: ({ params, query }) => ({
      killer: nativeId(params.userId),
      limit: query.limit,
      offset: query.offset,
      from: query.start_date,
      to: query.end_date,
    }),
    names: { killer: "userId", from: "start_date", to: "end_date" },
    says: "Kills retrieved successfully",
    output: kills,
    answer: shownPage,
  }),
  told({
    http: { method: "GET", path: "/api/kills/server/{serverId}" },
    summary: "Get kills of a server",
    operation: operations.kills.pages,
    rate,
    params: z.object({ serverId: Ref }),
    query: listQuery(100),
    input: ({ params, query }) => ({
      communityId: nativeId(params.serverId),
      limit: query.limit,
      offset: query.offset,
      from: query.start_date,
      to: query.end_date,
    }),
    names: { communityId: "serverId", from: "start_date", to: "end_date" },
    says: "Kills retrieved successfully",
    output: kills,
    answer: shownPage,
  }),
  told({
    http: { method: "GET", path: "/api/stats/user/{userId}" },
    summary: "Get a user's statistics",
    operation: operations.kills.personFigures,
    rate: "api",
    params: z.object({ userId: Ref }),
    query: z.object({ period: Period }),
    input: ({ params, query }) => ({ who: nativeId(params.userId), period: SCALE[query.period]! }),
    names: { who: "userId" },
    says: "Statistics retrieved successfully",
    output: z.object({
      userId: z.string().nullable(),
      username: z.string(),
      totalKills: z.int(),
      totalDeaths: z.int(),
      killDeathRatio: z.number().describe("To two places; of who never died, the kills."),
      expectedKillDeathRatio: z
        .number()
        .describe("What is believed of it, with few fights drawn towards what others have."),
      pvpKills: z.int(),
      pveKills: z.int(),
      suicides: z.int(),
      favoriteWeapon: z.string().nullable(),
      favoriteShip: z.string().nullable(),
      favoriteLocation: z.string().nullable(),
      totalPlayTime: z
        .string()
        .describe("At least so long: between kills and deaths with less than half an hour between."),
      rank: z.int().nullable().describe("By kills; null: on no board."),
      currentStreak: z.int(),
      bestStreak: z.int(),
      rating: z.number().nullable(),
      ratingDeviation: z.number().nullable(),
      recentKills: z.array(
        z.object({
          id: z.string(),
          victim: z.string().nullable(),
          weapon: z.string().nullable(),
          location: z.string().nullable(),
          timestamp: z.string(),
          isPvP: z.boolean(),
        }),
      ),
    }),
    answer: ({ totals, weapons, ships, places, rating, ranks, kdr, ...of }) => ({
      userId: trackerId(of.userId),
      username: of.name,
      totalKills: totals.kills,
      totalDeaths: totals.deaths,
      killDeathRatio: ratioOf(totals.kills, totals.deaths),
      expectedKillDeathRatio: rounded(kdr.expected),
      pvpKills: totals.pvpKills,
      pveKills: totals.pveKills,
      suicides: totals.suicides,
      favoriteWeapon: favourite(weapons),
      favoriteShip: favourite(ships),
      favoriteLocation: favourite(places),
      totalPlayTime: durationText(of.playedMs),
      rank: ranks.kills,
      currentStreak: of.streak,
      bestStreak: totals.bestStreak,
      rating: rating && Math.round(rating.rating),
      ratingDeviation: rating && Math.round(rating.deviation),
      recentKills: of.recentKills.map(shownKill).map(({ id, victimName, weapon, location, timestamp, isPvP }) => ({
        id,
        victim: victimName,
        weapon,
        location,
        timestamp,
        isPvP,
      })),
    }),
  }),
  told({
    http: { method: "GET", path: "/api/leaderboard/{type}" },
    summary: "Get a leaderboard",
    operation: operations.kills.board,
    rate: "api",
    params: z.object({ type: Ref.transform((type) => type.toLowerCase()) }),
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(10),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      period: Period,
      serverId: Ref.optional(),
    }),
    input: ({ params, query }) => ({
      board: params.type as never,
      limit: query.limit,
      page: query.page,
      period: query.period,
      communityId: communityOf(query.serverId),
    }),
    names: { board: "type", communityId: "serverId" },
    says: "Leaderboard retrieved successfully",
    output: z.object({
      type: z.string(),
      period: z.string(),
      entries: z.array(Entry),
      userRank: Entry.pick({ rank: true, value: true, change: true }).nullable().describe("Your own; null: not on it."),
      total: z.int(),
    }),
    answer: ({ items, own, total }, { params, query }) => ({
      type: params.type,
      period: query.period,
      entries: items.map(shownEntry),
      userRank: own && { rank: own.rank, value: rounded(own.value), change: changeOf(own.rank, own.rankBefore) },
      total,
    }),
  }),
];

const SAYS = {
  recorded: "Kill recorded successfully",
  confirmed: "Kill confirmed: others had told of it before",
  repeated: "This kill was recorded before",
} as const;

function favourite(facets: readonly { class: string; name: string | null }[]): string | null {
  const [first] = facets;
  return first ? (first.name ?? first.class) : null;
}
