import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { Ref } from "./shapes.ts";

const rate = "api";
const Others = z.array(z.object({ class: z.string().nullable(), slug: z.string(), name: z.string() }));
const Ship = z.looseObject({
  name: z.string(),
  manufacturer: z.string().nullable(),
  type: z.string().nullable(),
  size: z.number().nullable().describe("The game's class of size."),
  crew: z.number().nullable(),
  cargo: z.number().nullable().describe("SCU."),
  price: z.null().describe("Prices change with each build: the catalogue has none."),
  className: z.string().nullable(),
  slug: z.string(),
});
type NativeShip = z.output<(typeof operations.catalog.ships)["output"]>["items"][number];

function shownShip({ maker, role, cargoScu, class: className, ...ship }: NativeShip): z.input<typeof Ship> {
  return { ...ship, manufacturer: maker, type: role, cargo: cargoScu, price: null, className };
}

const named = z.object({ name: Ref });
const byName = { params: named, input: ({ params }: { params: z.output<typeof named> }) => ({ name: params.name }) };

/** Rows of the document's section Star Citizen Integration. */
export const catalogueRoutes = [
  told({
    http: { method: "GET", path: "/api/sc/ships" },
    summary: "Get all ships of Star Citizen",
    operation: operations.catalog.ships,
    rate,
    query: z.object({ search: z.string().max(100).optional(), manufacturer: z.string().max(100).optional() }),
    input: ({ query: { search, manufacturer } }) => ({
      ...(search ? { query: search } : {}),
      ...(manufacturer ? { maker: manufacturer } : {}),
    }),
    names: { query: "search", maker: "manufacturer" },
    says: "Ships retrieved successfully",
    beside: ({ total }) => ({ count: total }),
    output: z.array(Ship),
    answer: ({ items }) => items.map(shownShip),
  }),
  told({
    http: { method: "GET", path: "/api/sc/ships/{name}" },
    summary: "Get a ship",
    operation: operations.catalog.ship,
    rate,
    ...byName,
    says: "Ship retrieved successfully",
    output: Ship.extend({ others: Others.describe("Others of the same name.") }),
    answer: ({ others, ...ship }) => ({ ...shownShip(ship), others }),
  }),
  told({
    http: { method: "GET", path: "/api/sc/players/{handle}" },
    summary: "Get a player by RSI handle",
    operation: operations.catalog.player,
    rate,
    params: z.object({ handle: Ref }),
    input: ({ params }) => params,
    says: ({ profileSource }) => PROFILES[profileSource],
    output: z.looseObject({
      handle: z.string(),
      displayName: z.string().nullable(),
      avatar: z.string().nullable(),
      enlisted: z.string().nullable(),
      location: z.string().nullable(),
      organization: operations.catalog.player.output.shape.profile.unwrap().shape.organization,
      profileSource: z.string(),
      tracker: z
        .looseObject({ playerId: z.string(), totalKills: z.int(), totalDeaths: z.int() })
        .nullable()
        .describe("What this panel knows of them."),
    }),
    answer: ({ handle, profile, profileSource, profileAt, tracker }) => {
      const { avatarUrl, ...known } = profile ?? NO_PROFILE;
      return {
        ...known,
        handle,
        avatar: avatarUrl,
        profileSource,
        profileAt,
        tracker: tracker && {
          playerId: trackerId(tracker.playerId),
          username: tracker.name,
          isProven: tracker.isProven,
          totalKills: tracker.kills,
          totalDeaths: tracker.deaths,
          firstSeenAt: tracker.firstSeenAt,
          lastSeenAt: tracker.lastSeenAt,
          ships: tracker.ships,
        },
      };
    },
  }),
  told({
    http: { method: "GET", path: "/api/sc/locations/{name}" },
    summary: "Get a location",
    operation: operations.catalog.place,
    rate,
    ...byName,
    says: "Location retrieved successfully",
    output: z.looseObject({
      name: z.string(),
      type: z.string().nullable(),
      system: z.string().nullable(),
      parent: z.string().nullable(),
      className: z.string().nullable(),
      slug: z.string(),
    }),
    answer: ({ class: className, ...place }) => ({ ...place, className }),
  }),
  told({
    http: { method: "GET", path: "/api/sc/systems/{name}" },
    summary: "Get a star system",
    operation: operations.catalog.system,
    rate,
    ...byName,
    says: "System retrieved successfully",
    output: z.looseObject({
      name: z.string(),
      code: z.string().nullable(),
      affiliation: z.string().nullable(),
      jumpPoints: z.array(z.string()),
      slug: z.string(),
    }),
    answer: ({ class: className, ...system }) => ({ ...system, className }),
  }),
];

const NO_PROFILE = {
  displayName: null,
  title: null,
  citizenRecord: null,
  avatarUrl: null,
  enlisted: null,
  location: null,
  fluency: [],
  biography: null,
  organization: null,
};

const PROFILES = {
  page: "Player retrieved successfully",
  cache: "Player retrieved successfully",
  stale: "Player retrieved successfully; the profile page is being read anew",
  absent: "There is no public profile page: what this panel itself knows",
  off: "Profile pages are not read here: what this panel itself knows",
  unavailable: "The profile page could not be read now: what this panel itself knows",
} as const;
