import * as z from "zod";
import { Properties } from "../world/schema.ts";

/** What a game reports, each counted by itself. `ordered` ones go on one by one, as a change means nothing without those before it. */
export const STREAMS = {
  areas: { ordered: true },
  rooms: { ordered: true },
  npcs: { ordered: true },
  items: { ordered: true },
  players: { ordered: true },
  positions: { ordered: true },
  economy: { ordered: false },
  commands: { ordered: false },
  events: { ordered: false },
} as const;
export type BridgeStream = keyof typeof STREAMS;

/** A game is heard this often, and counts as gone when it was not heard for so long. */
export const BRIDGE_TIMES = { heartbeatSec: 2, leaseSec: 8 } as const;

/** The most that one report brings; what is more comes in parts. */
export const MOST_IN_REPORT = 2000;

const name = z.string().min(1).max(200);
const text = z.string().max(4000);
const Key = z.string().min(1).max(200).describe("The game's own id of it.");
/** Before 1970 nothing happened in any game, and no database knows the year 0. */
export const Moment = z.iso.datetime().refine((text) => text >= "1970", { message: "is before 1970" });
const coordinate = z.number().min(-1e9).max(1e9);

export const Run = z
  .string()
  .regex(/^[\w.-]{1,100}$/, "is 1 to 100 letters, digits, dots, hyphens and underscores")
  .describe("The id of this run of the game's process: another one each time it starts.");

export const SentAt = Moment.optional().describe(
  "What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much.",
);

/** What all reports have in common. */
export const Report = z.object({
  run: Run,
  revision: z
    .int()
    .min(1)
    .describe("Counts the reports of this stream within the run, from 1. What was taken is not taken again."),
  sentAt: SentAt,
});

export const Parts = z
  .object({
    part: z.int().min(1).max(1000).describe("Which part this is, from 1."),
    of: z.int().min(1).max(1000).describe("How many parts there are. All of them have the same revision."),
  })
  .refine(({ part, of }) => part <= of, { path: ["part"], message: "is more than there are" })
  .describe(
    "This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change.",
  );

function reportOf<T extends z.ZodType>(item: T, keys: z.ZodType<string> = Key) {
  return {
    snapshot: Parts.optional(),
    set: z.array(item).max(MOST_IN_REPORT).default([]).describe("What is new or has changed, each whole."),
    remove: z.array(keys).max(MOST_IN_REPORT).default([]).describe("What is no more."),
  };
}

export const ReportedArea = z.object({
  key: Key,
  name,
  description: text.default(""),
  properties: Properties.default({}),
});

export const ReportedRoom = z.object({
  key: Key,
  area: Key.nullable().default(null).describe("The key of its area."),
  name,
  description: text.default(""),
  exits: z
    .array(
      z.object({
        direction: name.describe("As the game says it: north, up, through the mirror."),
        to: Key.describe("The key of the room that it leads to; that may be reported later."),
        locked: z.boolean().default(false),
      }),
    )
    .max(100)
    .default([]),
  at: z
    .object({ x: coordinate, y: coordinate, z: coordinate.default(0) })
    .nullable()
    .default(null)
    .describe("Where it lies: east, north, up."),
  properties: Properties.default({}),
});

const Thing = z.object({
  key: Key,
  name,
  description: text.default(""),
  type: name.nullable().default(null).describe("What sort it is, in the game's own word."),
  room: Key.nullable().default(null).describe("The key of the room that it is in."),
  properties: Properties.default({}),
});
export const ReportedNpc = Thing.extend({ hostile: z.boolean().nullable().default(null) });
export const ReportedItem = Thing.extend({ takeable: z.boolean().nullable().default(null) });

/** Somebody as the game calls them. */
const whom = {
  player: name.describe("The player's name as the game says it."),
  platformId: name
    .nullable()
    .default(null)
    .describe("What the game's platform knows them by, whatever they are called."),
};

export const ReportedPlayer = z.object({
  ...whom,
  role: name.nullable().default(null).describe("What the game calls them: user, admin, or a word of its own."),
  loginAttempts: z
    .int()
    .nonnegative()
    .nullable()
    .default(null)
    .describe("Tries to sign in that failed since the last good one."),
  lockedUntil: Moment.nullable().default(null).describe("Until when the game lets them not in."),
  character: name.nullable().default(null).describe("The character that they play."),
  location: name.nullable().default(null).describe("Where they are, in words."),
  email: z.email().max(254).nullable().default(null),
  online: z.boolean().nullable().default(null).describe("For games that do not tell who comes and goes."),
  createdAt: Moment.nullable().default(null).describe("Since when the game knows them."),
});

export const ReportedPosition = z.object({
  ...whom,
  room: Key.nullable().default(null).describe("The key of the room that they are in."),
  at: z
    .object({ x: coordinate, y: coordinate, z: coordinate.default(0) })
    .nullable()
    .default(null),
});

export const AreasReport = Report.extend(reportOf(ReportedArea));
export const RoomsReport = Report.extend(reportOf(ReportedRoom));
export const NpcsReport = Report.extend(reportOf(ReportedNpc));
export const ItemsReport = Report.extend(reportOf(ReportedItem));
export const PlayersReport = Report.extend({
  snapshot: Parts.optional(),
  set: z.array(ReportedPlayer).max(MOST_IN_REPORT).describe("Those who are new or have changed, each whole."),
});
export const PositionsReport = Report.extend(reportOf(ReportedPosition, name));

export const EconomyReport = Report.extend({
  currency: name.describe("What it is called: gold."),
  whole: z.boolean().default(false).describe("True: these are all; whoever is not named has nothing that is known."),
  wealth: z
    .array(z.object({ ...whom, amount: z.number().min(-1e15).max(1e15) }))
    .max(10_000)
    .default([]),
  circulation: z
    .number()
    .min(0)
    .max(1e18)
    .nullable()
    .default(null)
    .describe("All that exists, where players do not have all of it."),
  transactions: z.int().min(0).max(1e9).optional().describe("How many since the last report."),
});

export const CommandsReport = Report.extend({
  commands: z
    .array(
      z.object({
        command: name,
        invocations: z.int().min(0).max(1e9),
        errors: z.int().min(0).max(1e9).default(0),
        totalMs: z.number().min(0).max(1e12).nullable().default(null).describe("How long all of them took together."),
      }),
    )
    .max(MOST_IN_REPORT)
    .describe("How often each was given since the last report."),
});

export const HappenedReport = Report.extend({
  events: z
    .array(
      z.object({
        kind: z.string().min(1).max(64).describe("A kind of game event; an unknown one is left out."),
        at: Moment.describe("When it happened."),
        fields: z.record(z.string().max(64), z.union([z.string().max(1000), z.number(), z.boolean()])),
        details: z.record(z.string().max(64), z.string().max(1000)).default({}),
      }),
    )
    .max(MOST_IN_REPORT),
});

/** What became of a report. */
export const Taken = z.object({
  taken: z.boolean().describe("False: it was taken before, or is older than what was."),
  revision: z.int().describe("Up to which revision all of this stream is taken."),
});
