import * as z from "zod";
import { plainText } from "../hosting/console-text.ts";
import { compilePattern, type LinePattern } from "../hosting/pattern.ts";
import { GAME_EVENTS, type GameEventKind } from "./game-event.ts";
import { IDENTITY, type LineEvent, type LinePatterns } from "./line-patterns.ts";

const Identity = z.object({ platformId: z.string().optional(), address: z.string().optional() });
type Identity = { platformId?: string | undefined; address?: string | undefined };

/** What a reader knows of the run it reads: who is in, and who holds which of the game's slots. JSON, so that an agent can keep it. */
export const ReaderMemory = z.object({
  /** By slot, for games that speak of players by number; the name may come later than the rest. */
  slots: z.record(z.string(), Identity.extend({ player: z.string().optional() })),
  /** By name: what was said of a player before or beside their coming in. */
  identities: z.record(z.string(), Identity),
  online: z.array(z.string()),
  /** False once lines were lost: who is not known to be in may be in all the same. */
  isWhole: z.boolean(),
});
export type ReaderMemory = z.output<typeof ReaderMemory>;

export function emptyMemory(): ReaderMemory {
  return { slots: {}, identities: {}, online: [], isWhole: true };
}

/** Something a line told of. `details` are the pattern's groups that no field of the kind is called by. */
export interface ReadEvent {
  kind: GameEventKind;
  fields: Record<string, FieldValue>;
  details: Record<string, string>;
}
export type FieldValue = string | number | boolean;

/** Why a line that a pattern takes tells of nothing: it is known already, nobody holds that slot, nobody of that name is in, or a value is none. */
export type NoEvent = "known" | "unknown_slot" | "not_in" | "bad_value";

export interface LineReading {
  /** The line as the patterns saw it. */
  text: string;
  /** Which pattern took the line, counted from 0; null: none. */
  pattern: number | null;
  event: ReadEvent | null;
  noEvent: NoEvent | null;
}

/**
 * Patterns see this many characters of a line, without its colours. No game's own lines are longer; those that somebody made longer are read as far as this, so
 * that none costs more than it, and none is long enough for RE2 to go over to its slow way of finding groups.
 */
export const MOST_READ = 2000;
/** Names that came and never played make room for those that do. */
const MOST_REMEMBERED = 10_000;
const SHORT = 200;
const LONG = 1000;
const LONG_FIELDS = new Set(["text", "reason", "cause", "command", "achievement", "advancement"]);
/** Fields that name somebody, beside whom a field says what they are. */
const NAMING = ["victim", "killer", "attacker", "target", "entity"] as const;

interface Compiled {
  entry: LineEvent;
  pattern: LinePattern;
  /** Null: it says who somebody is. */
  schema: z.ZodObject | null;
}

/**
 * Reads one server's console, line after line, as its patterns say. The first pattern that takes a line decides; patterns are RE2, so a line costs time by
 * its length alone, whoever wrote it, and no more than one of `MOST_READ` characters. Never throws for a line.
 */
export class ConsoleReader {
  readonly #strip: LinePattern[];
  readonly #erase: LinePattern[];
  readonly #prefix: LinePattern[];
  readonly #patterns: Compiled[];
  readonly #slots: Map<string, Identity & { player?: string | undefined }>;
  readonly #identities: Map<string, Identity>;
  readonly #online: Set<string>;
  #isWhole: boolean;

  /** Throws for a pattern that is none. */
  constructor(patterns: LinePatterns, memory: ReaderMemory = emptyMemory()) {
    this.#strip = patterns.strip.map(compilePattern);
    this.#erase = patterns.erase.map(compilePattern);
    this.#prefix = patterns.prefix.map(compilePattern);
    this.#patterns = patterns.events.map((entry) => ({
      entry,
      pattern: compilePattern(entry.pattern),
      schema: entry.event === IDENTITY ? null : z.object(GAME_EVENTS[entry.event].fields),
    }));
    this.#slots = new Map(Object.entries(memory.slots));
    this.#identities = new Map(Object.entries(memory.identities));
    this.#online = new Set(memory.online);
    this.#isWhole = memory.isWhole;
  }

  get memory(): ReaderMemory {
    return {
      slots: Object.fromEntries(this.#slots),
      identities: Object.fromEntries(this.#identities),
      online: [...this.#online],
      isWhole: this.#isWhole,
    };
  }

  /** A new run begins: nobody is in. */
  begin(): void {
    this.#slots.clear();
    this.#identities.clear();
    this.#online.clear();
    this.#isWhole = true;
  }

  /** Lines were lost. */
  miss(): void {
    this.#isWhole = false;
  }

  read(line: string): LineReading {
    let text = plainText(line).slice(0, MOST_READ);
    for (const pattern of this.#strip) text = pattern.stripStart(text);
    for (const pattern of this.#erase) text = pattern.erase(text);
    if (this.#prefix.length > 0) {
      const rest = this.#withoutPrefix(text);
      if (rest === null) return { text, pattern: null, event: null, noEvent: null };
      text = rest;
    }
    for (let at = 0; at < this.#patterns.length; at++) {
      const compiled = this.#patterns[at]!;
      const found = compiled.pattern.fields(text);
      if (!found) continue;
      const read = this.#take(compiled, found);
      return typeof read === "string"
        ? { text, pattern: at, event: null, noEvent: read }
        : { text, pattern: at, event: read, noEvent: null };
    }
    return { text, pattern: null, event: null, noEvent: null };
  }

  /** Null for a line that begins with none of them. */
  #withoutPrefix(text: string): string | null {
    for (const pattern of this.#prefix) {
      const rest = pattern.stripStart(text);
      if (rest !== text) return rest;
    }
    return null;
  }

  #take({ entry, schema }: Compiled, found: Record<string, string>): ReadEvent | NoEvent | null {
    const said = { ...found, ...entry.set };
    for (const [name, value] of Object.entries(said)) {
      const plain = entry.quoted && value.startsWith('"') ? fromJson(value) : value;
      said[name] = entry.translate[name]?.[plain] ?? plain;
    }
    if (schema === null) return this.#identify(said);
    if (entry.mustBeIn.some((name) => this.#isWhole && !this.#online.has(said[name] ?? ""))) return "not_in";
    return this.#tell(entry, schema, said);
  }

  #tell(
    { event, again }: LineEvent,
    schema: z.ZodObject,
    { slot, ...said }: Record<string, string>,
  ): ReadEvent | NoEvent {
    const kind = event as GameEventKind;
    const { fields, details } = sorted(said, schema);
    const givesName = kind === "player_login" || kind === "player_renamed";
    if (slot !== undefined && "player" in schema.shape) {
      // Who holds a slot was said in the line that gave it; a name inside another line may be anything.
      const holder = this.#slots.get(slot)?.player;
      if (holder !== undefined && (!givesName || fields.player === undefined)) fields.player = holder;
      if (holder !== undefined && kind === "player_renamed") fields.before = holder;
      if (fields.player === undefined) return "unknown_slot";
    }
    this.#sayWhatTheyAre(fields, schema);
    const name = fields.player as string | undefined;
    if (name !== undefined) {
      if (slot !== undefined && givesName) this.#hold(slot, name);
      this.#complete(fields, schema, name);
    }
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return "bad_value";
    if (name !== undefined) {
      const refused = this.#follow(kind, name, parsed.data, slot);
      if (refused === "known" && again !== undefined)
        return { kind: again, fields: { entity: name, entityKind: "player" }, details: {} };
      if (refused) return refused;
    }
    return { kind, fields: parsed.data as ReadEvent["fields"], details };
  }

  /** Of whom nothing else is said: a player if one of that name is in. */
  #sayWhatTheyAre(fields: Record<string, unknown>, schema: z.ZodObject): void {
    for (const name of NAMING) {
      const who = fields[name];
      const what = `${name}Kind`;
      if (typeof who !== "string" || fields[what] !== undefined || !(what in schema.shape)) continue;
      if (this.#online.has(who)) fields[what] = "player";
      else if (this.#isWhole) fields[what] = "npc";
    }
  }

  /** What was said of the player in another line. */
  #complete(fields: Record<string, unknown>, schema: z.ZodObject, player: string): void {
    const identity = this.#identities.get(player);
    for (const name of ["platformId", "address"] as const)
      if (identity?.[name] !== undefined && name in schema.shape) fields[name] ??= identity[name];
  }

  /** Keeps who is in; tells why an event is none. */
  #follow(
    kind: GameEventKind,
    player: string,
    identity: Identity & { before?: string },
    slot: string | undefined,
  ): NoEvent | null {
    if (kind === "player_login") {
      this.#know(player, identity);
      if (this.#online.has(player)) return "known";
      if (this.#online.size < MOST_REMEMBERED) this.#online.add(player);
      return null;
    }
    const { before } = identity;
    if (this.#isWhole && !this.#online.has(before ?? player)) return "not_in";
    if (before !== undefined) {
      this.#online.delete(before);
      this.#online.add(player);
    }
    if (kind === "player_logout") {
      this.#online.delete(player);
      this.#identities.delete(player);
      if (slot !== undefined) this.#slots.delete(slot);
    }
    return null;
  }

  /** A line that says who somebody is. It tells of an event where that is another name than before. */
  #identify({ slot, player, platformId, address }: Record<string, string>): ReadEvent | NoEvent | null {
    const identity = { platformId: platformId?.slice(0, SHORT), address: address?.slice(0, SHORT) };
    const name = player?.trim().slice(0, SHORT) || undefined;
    if (slot === undefined) {
      if (name === undefined) return "bad_value";
      this.#know(name, identity);
      return null;
    }
    const before = this.#slots.get(slot)?.player;
    this.#hold(slot, name, identity);
    if (name === undefined || before === undefined || before === name || !this.#online.delete(before)) return null;
    this.#online.add(name);
    const known = this.#identities.get(name)?.platformId;
    const fields = { player: name, before, ...(known === undefined ? {} : { platformId: known }) };
    return { kind: "player_renamed", fields, details: {} };
  }

  #hold(slot: string, player: string | undefined, identity: Identity = {}): void {
    if (this.#slots.size >= MOST_REMEMBERED && !this.#slots.has(slot)) return;
    const held = this.#slots.get(slot);
    const all = {
      player: player ?? held?.player,
      platformId: identity.platformId ?? held?.platformId,
      address: identity.address ?? held?.address,
    };
    this.#slots.set(slot, all);
    if (all.player !== undefined) this.#know(all.player, all);
  }

  #know(player: string, { platformId, address }: Identity): void {
    if (platformId === undefined && address === undefined) return;
    const known = this.#identities.get(player);
    if (known) this.#identities.delete(player);
    else if (this.#identities.size >= MOST_REMEMBERED)
      this.#identities.delete(this.#identities.keys().next().value as string);
    this.#identities.set(player, {
      platformId: platformId ?? known?.platformId,
      address: address ?? known?.address,
    });
  }
}

/** The groups as the kind's fields and as details; empty ones say nothing. */
function sorted(said: Record<string, string>, schema: z.ZodObject) {
  const fields: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const [name, value] of Object.entries(said)) {
    const text = value.trim().slice(0, LONG_FIELDS.has(name) ? LONG : SHORT);
    if (text === "") continue;
    if (name in schema.shape) fields[name] = text;
    else details[name] = text;
  }
  return { fields, details };
}

function fromJson(value: string): string {
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === "string" ? text : value;
  } catch {
    return value;
  }
}
