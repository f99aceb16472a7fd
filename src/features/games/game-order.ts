import * as z from "zod";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import type { BlueprintCommand } from "../hosting/blueprint.ts";
import { compilePattern } from "../hosting/pattern.ts";

/** What people write goes to a game as one line: whatever would end a line, or hide in one, becomes a space. */
const words = z
  .string()
  .max(2000)
  .transform((text) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ").trim());
/** A name is exact or none: changed, it would be somebody else's. */
const name = z.string().min(1).max(200).regex(ONE_LINE, NOT_ONE_LINE);

const player = name.describe("The player's name, as the game says it.");
const whom = {
  player,
  platformId: name.optional().describe("What the game's platform knows them by."),
  address: name.optional().describe("Where they come from, for games that know no more of them."),
};
const reason = words.optional().describe("Told to the player.");
const minutes = z.int().positive().optional().describe("For how long; absent: for ever.");

/**
 * Everything that a game can be told to do: the one table that blueprints' commands, the bridge and whoever gives orders read. A blueprint's command of the
 * same name is how it is said on a console; its arguments are the fields' names in capitals (`platformId` is PLATFORM_ID).
 */
export const GAME_ORDERS = {
  kick: { says: "Disconnect a player.", fields: z.object({ ...whom, reason }) },
  ban: { says: "Keep a player out.", fields: z.object({ ...whom, reason, minutes }) },
  unban: { says: "Let a player in again.", fields: z.object(whom) },
  mute: { says: "Let nobody hear a player.", fields: z.object({ ...whom, reason, minutes }) },
  unmute: { says: "Let a player be heard again.", fields: z.object(whom) },
  warn: { says: "Tell one player something that they must not miss.", fields: z.object({ ...whom, reason: words }) },
  broadcast: { says: "Tell everybody who plays something.", fields: z.object({ text: words }) },
  say: { says: "Say something in the chat.", fields: z.object({ text: words, name: words.optional() }) },
  reload: { says: "Read its configuration again.", fields: z.object({}) },
  shutdown: {
    says: "End in so many seconds.",
    fields: z.object({ reason, delaySec: z.int().nonnegative().default(0) }),
  },
  grant: {
    says: "Give a player something.",
    fields: z.object({ ...whom, what: name, amount: z.int().positive().default(1) }),
  },
} as const satisfies Record<string, { says: string; fields: z.ZodObject }>;

export type GameOrderKind = keyof typeof GAME_ORDERS;
export const GAME_ORDER_KINDS = Object.keys(GAME_ORDERS) as GameOrderKind[];
export type GameOrderFields<K extends GameOrderKind> = z.input<(typeof GAME_ORDERS)[K]["fields"]>;

/** An order that has yet to be given. */
export type NewGameOrder = { [K in GameOrderKind]: { kind: K; fields: GameOrderFields<K> } }[GameOrderKind];

/** The arguments with which a command says an order: those that it takes, its texts cut to the length and written in the signs that it takes. */
export function argumentsOf(
  command: BlueprintCommand,
  fields: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const given = new Map(Object.entries(fields).map(([key, value]) => [variableName(key), value]));
  const taken: Record<string, string> = {};
  for (const { key, maxLength, pattern } of command.arguments) {
    const value = given.get(key);
    if (value === undefined || value === null) continue;
    const isText = key === "TEXT" || key === "REASON";
    taken[key] = isText ? shortened(sayable(String(value), pattern), maxLength) : String(value);
  }
  return taken;
}

/** Quotes and backslashes end the words of some consoles: where they may not stand, their like does, so that nobody goes free for a reason with a quote in it. */
function sayable(text: string, pattern: string | undefined): string {
  if (!pattern || compilePattern(pattern).test(text)) return text;
  return text.replaceAll('"', "'").replaceAll("\\", "/");
}

function variableName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function shortened(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).trimEnd()}…`;
}
