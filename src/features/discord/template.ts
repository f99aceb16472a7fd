import { EVENT_TYPES, matchesType } from "../events/catalogue.ts";
import { payloadFields } from "../events/payload-fields.ts";
import { cut, plain } from "../webhooks/discord.ts";

/** Discord takes so many UTF-16 units in one message. */
export const MESSAGE_LENGTH = 2000;
export const TEMPLATE_LENGTH = 1000;
/** No one field pushes the others out of a message. */
const FIELD_LENGTH = 500;
const FIELD = /\{(\w+)\}/g;
/** What every event has beside its own fields. */
const COMMON = ["server", "type", "at"] as const;
const MISSING = "–";

/** The fields that a template may name, of all these types together. */
export function templateFields(types: readonly string[]): string[] {
  const fields = new Set<string>(COMMON);
  for (const event of EVENT_TYPES.values())
    if (event.kind === "stored" && matchesType(types, event.type))
      for (const { name } of payloadFields(event)) fields.add(name);
  return [...fields];
}

/** The fields that a template names and no event of these types has. */
export function unknownFields(template: string, types: readonly string[]): string[] {
  const known = new Set(templateFields(types));
  return [...new Set([...template.matchAll(FIELD)].map(([, name]) => name!))].filter((name) => !known.has(name));
}

export interface TemplateValues {
  type: string;
  at: Date;
  /** The server's name, where it is about one. */
  server: string | null;
  payload: unknown;
}

/** A template's text about one event. What stands in the event is foreign: nothing of it is markup or mentions anybody. */
export function filled(template: string, { type, at, server, payload }: TemplateValues): string {
  const fields = new Map<string, unknown>([
    ...Object.entries((payload ?? {}) as Record<string, unknown>),
    ["type", type],
    ["server", server],
    // Discord shows it to each reader in their own zone.
    ["at", null],
  ]);
  const text = template.replaceAll(FIELD, (_whole, name: string) =>
    name === "at" ? `<t:${Math.floor(at.getTime() / 1000)}:f>` : shown(fields.get(name)),
  );
  return cut(text, MESSAGE_LENGTH);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return MISSING;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return cut(plain(text).replaceAll(/\s+/g, " "), FIELD_LENGTH);
}
