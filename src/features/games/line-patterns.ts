import { RE2JS } from "re2js";
import * as z from "zod";
import { Pattern } from "../hosting/variable.ts";
import { GAME_EVENT_KINDS, GAME_EVENTS, type GameEventKind, isGameEventKind } from "./game-event.ts";

/** Says who somebody is (by slot, platform id, address) and is no event of its own. */
export const IDENTITY = "player_identity";
const IDENTITY_FIELDS = ["slot", "player", "platformId", "address"];
const kinds = [...GAME_EVENT_KINDS, IDENTITY] as [GameEventKind | typeof IDENTITY];
const FieldName = z.string().regex(/^[a-zA-Z]{1,40}$/, "must be the name of a field");

/** One form of line, and what it tells of. The pattern's named groups are the event's fields. */
export const LineEvent = z
  .strictObject({
    event: z.enum(kinds, { error: () => `must be one of ${kinds.join(", ")}` }),
    pattern: Pattern,
    /** Values in double quotes are JSON strings. */
    quoted: z.boolean().default(false),
    /** Fields that every such line has, whatever it says. */
    set: z.record(FieldName, z.string().min(1).max(200)).default({}),
    /** What a field's values mean, such as the numbers of weapons. */
    translate: z.record(FieldName, z.record(z.string().max(100), z.string().min(1).max(100))).default({}),
    /** Fields that must name a player who is in, or the line tells of nothing. */
    mustBeIn: z.array(FieldName).max(5).default([]),
    /** A login of somebody who is in already: a respawn, or nothing. */
    again: z.literal("respawn").optional(),
  })
  .superRefine((entry, context) => {
    const problem = problemOf(entry);
    if (problem) context.addIssue({ code: "custom", path: ["pattern"], message: problem });
  });
export type LineEvent = z.output<typeof LineEvent>;

function problemOf({
  event,
  pattern,
  set,
}: {
  event: string;
  pattern: string;
  set: Record<string, string>;
}): string | null {
  const groups = groupsOf(pattern);
  // That it is no pattern is said already.
  if (!groups) return null;
  const given = new Set([...groups, ...Object.keys(set)]);
  if (event === IDENTITY) {
    const foreign = [...given].find((name) => !IDENTITY_FIELDS.includes(name));
    if (foreign) return `has a group ${foreign}; ${IDENTITY} knows ${IDENTITY_FIELDS.join(", ")}`;
    return given.has("player") || given.has("slot")
      ? null
      : `has no group player or slot, one of which ${IDENTITY} needs`;
  }
  if (!isGameEventKind(event)) return null;
  const fields: Record<string, z.ZodType> = GAME_EVENTS[event].fields;
  const missing = Object.keys(fields).find(
    (name) =>
      !fields[name]!.safeParse(undefined).success && !given.has(name) && !(name === "player" && given.has("slot")),
  );
  return missing ? `has no group ${missing}, which ${event} needs` : null;
}

function groupsOf(pattern: string): string[] | null {
  try {
    return Object.keys(RE2JS.compile(pattern).namedGroups());
  } catch {
    return null;
  }
}

const patterns = z.array(Pattern).max(20).default([]);

/** How a game's console is read. A line is stripped and erased, must begin with one of the prefixes, and the first pattern that takes the rest decides. */
export const LinePatterns = z.strictObject({
  /** Removed from the beginning of each line, such as a prompt. */
  strip: patterns,
  /** Removed wherever they stand, such as the colour codes in names. */
  erase: patterns,
  /** What a line must begin with to tell of anything; taken off. None: any line. */
  prefix: patterns,
  events: z.array(LineEvent).max(200).default([]),
});
export type LinePatterns = z.output<typeof LinePatterns>;
