import * as z from "zod";
import { BOARD_PERIODS, BOARDS } from "#app/features/kills/board.ts";
import { Game, KillEvidence, KillId, KillKind, Named, STAR_CITIZEN } from "#app/features/kills/schema.ts";
import { boardOf, newestKills, shownKill, withNames } from "#app/features/kills/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { Slug, StoredSettings } from "../schema.ts";
import { visitorOf } from "./visitor.ts";

const KILLS = 20;
const PLACES = 20;
const MOST_PAGES = 1_000;

/** One who took part, as everybody may know them. */
const PublicParty = z.object({
  name: z.string().nullable().describe("Null: nobody is named, or they show their kills to few."),
  isHidden: z.boolean(),
  vehicle: Named.nullable(),
});

const PublicKill = z.object({
  id: KillId,
  at: Timestamp,
  kind: KillKind,
  evidence: KillEvidence,
  isConfirmed: z.boolean(),
  killer: PublicParty.nullable(),
  victim: PublicParty,
  weapon: Named.nullable(),
  place: Named.nullable(),
});

const PublicBoardRow = z.object({
  rank: z.int().nullable(),
  name: z.string().nullable().describe("Null: they show their kills to few."),
  isHidden: z.boolean(),
  value: z.number(),
  kills: z.int(),
  deaths: z.int(),
  kdr: z.number().nullable(),
});

const PublicPage = z.object({
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  language: z.string(),
  timezone: z.string(),
  game: z.string(),
  board: z
    .object({ by: z.enum(BOARDS), period: z.enum(BOARD_PERIODS), items: z.array(PublicBoardRow), total: z.int() })
    .nullable()
    .describe("Null: it has no leaderboards."),
  kills: z.array(PublicKill).describe("The newest of those that are public by now."),
});
export type PublicPage = z.output<typeof PublicPage>;

const Found = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  settings: StoredSettings,
});

export const page = defineQuery({
  id: "communities.page",
  summary: "Get the public page of a community",
  description:
    "For everybody, where its settings say PUBLIC. It is the same for whoever asks: nobody is named who shows their kills to few, and no kill is told before it is public.",
  access: { kind: "public" },
  errors: ["not_found"],
  input: z.object({
    slug: Slug,
    game: Game.default(STAR_CITIZEN),
    board: z.enum(BOARDS).default("kills"),
    period: z.enum(BOARD_PERIODS).default("all_time"),
  }),
  output: PublicPage,
  example: { slug: "the-tavern" },
  http: { method: "GET", path: "/public/communities/{slug}" },
  async run(context, { slug, game, board: by, period }) {
    const { db, now } = context;
    const found = await row(
      db,
      Found,
      sql`select id, name, slug, description, settings from communities where slug = ${slug} and settings->>'privacyLevel' = 'PUBLIC'`,
    );
    if (found?.settings.privacyLevel !== "PUBLIC") throw new AppError("not_found", "communities.unknown");
    const { id, settings, ...community } = found;
    const { features, language, timezone } = settings;
    const asked = { game, board: by, period, page: 1, limit: PLACES };
    const board = features.leaderboard && (await boardOf(db, visitorOf(id), now, `c:${id}`, asked));
    return {
      ...community,
      language,
      timezone,
      game,
      board: board ? { by, period, items: board.items, total: board.total } : null,
      kills: features.killTracker ? await publicKills(context, id, game) : [],
    };
  },
});

async function publicKills({ db, now }: Context, communityId: string, game: string) {
  const visitor = visitorOf(communityId);
  const found = await newestKills(
    { db, actor: visitor, now },
    [{ along: "community", keys: sql`array[${communityId}]::text[]` }],
    { conditions: [sql`k.game = ${game}`] },
    { limit: KILLS },
  );
  return withNames(
    db,
    found.map((kill) => shownKill(kill, visitor, now)),
  );
}

export const pages = defineQuery({
  id: "communities.pages",
  summary: "List the public pages of communities",
  description: "Of those that show themselves to everybody. Search engines find them by it.",
  access: { kind: "public" },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ slug: z.string(), name: z.string(), updatedAt: Timestamp })) }),
  example: {},
  http: { method: "GET", path: "/public/communities" },
  async run({ db }) {
    const found = await rows(
      db,
      z.object({ slug: z.string(), name: z.string(), updatedAt: z.date() }),
      sql`select slug, name, "updatedAt" from communities where settings->>'privacyLevel' = 'PUBLIC' order by lower(name), id limit ${MOST_PAGES}`,
    );
    return { items: found.map((one) => ({ ...one, updatedAt: iso(one.updatedAt) })) };
  },
});
