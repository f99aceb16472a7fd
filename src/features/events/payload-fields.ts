import * as z from "zod";
import type { EventType } from "#app/lib/event.ts";

interface Schema {
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  description?: string;
}

/** One field of a payload in words: `state`, `"running" | "offline"`, a sentence where it has one. */
export interface PayloadField {
  name: string;
  form: string;
  says: string | null;
}

/** The fields of an event's payload, for people who read the documents. */
export function payloadFields({ payload }: Pick<EventType, "payload">): PayloadField[] {
  const { properties = {} } = z.toJSONSchema(payload, { io: "output" }) as Schema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    form: formOf(schema),
    says: schema.description ?? null,
  }));
}

function formOf({ type, enum: values, const: only, anyOf, items }: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (anyOf) return anyOf.map(formOf).join(" | ");
  if (type === "array") return `${items ? formOf(items) : "any"}[]`;
  return type ?? "any";
}
