import { EXAMPLES_BY_FIELD, NOTHING_BY_FIELD } from "./field-examples.ts";

/** As much of JSON Schema as the document's answers use. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  items?: Schema;
  /** Of a list in which each place has a schema of its own; `items` is then false. */
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Place {
  /** The group of operations: `servers`. */
  noun: string;
  /** The field that the value stands in, and the one that holds the object around it. */
  field: string;
  parent: string;
  /** Input of the call that is answered so: what it gives a thing, the answer says of it. Null deeper than the thing itself. */
  given: Readonly<Record<string, unknown>> | null;
}

const DIGITS = "01930000000070008000000000000001";

/**
 * What an operation may answer to its example: made from the answer's schema, with what the example sends, and with words for each field that make sense to
 * people. The same at each run.
 */
export function responseExample(
  schema: object,
  schemas: Readonly<Record<string, object>>,
  operation: { id: string; example: object },
): unknown {
  const noun = operation.id.split(".")[0]!;
  const given = operation.example as Record<string, unknown>;

  function exampleOf(unresolved: Schema, place: Place): unknown {
    const known = resolved(unresolved);
    const isNullable = alternativesOf(known).some((one) => fits(one, null));
    const { field, parent } = place;
    const named = [
      isPlain(place.given?.[field]) ? place.given?.[field] : undefined,
      EXAMPLES_BY_FIELD[`${operation.id}.${field}`],
      EXAMPLES_BY_FIELD[`${noun}.${parent}.${field}`],
      EXAMPLES_BY_FIELD[`${parent}.${field}`],
      EXAMPLES_BY_FIELD[`${noun}.${field}`],
    ];
    const special = named.find((value) => value !== undefined && alternativesOf(known).some((one) => fits(one, value)));
    if (special !== undefined) return special;
    if (isNullable && NOTHING_BY_FIELD.has(field)) return null;
    const usual = EXAMPLES_BY_FIELD[field];
    if (usual !== undefined && alternativesOf(known).some((one) => fits(one, usual))) return usual;
    const chosen = alternativesOf(known).find((one) => !fits(one, null)) ?? known;
    return made(chosen, place);
  }

  function made(known: Schema, place: Place): unknown {
    if ("const" in known) return known.const;
    if (known.enum) return known.enum[0];
    const type = [known.type].flat().find((each) => each !== "null");
    if (known.prefixItems) return known.prefixItems.map((one) => exampleOf(one, place));
    if (type === "array") return Array(Math.max(1, known.minItems ?? 1)).fill(exampleOf(known.items ?? {}, place));
    if (type === "object" || known.properties) return objectOf(known, place);
    if (type === "boolean") return false;
    if (type === "string") return textOf(known, place);
    if (type === "integer" || type === "number")
      return Math.max(known.minimum ?? 0, (known.exclusiveMinimum ?? -1) + 1);
    return null;
  }

  function objectOf({ properties = {} }: Schema, { field, parent, given: around }: Place): object {
    // What is in `data` is the thing itself, or holds it under its own name beside what was made with it.
    const isThing = field === "data" && parent === "";
    return Object.fromEntries(
      Object.entries(properties).map(([name, one]) => {
        const holdsThing = (field === "" && name === "data") || (isThing && `${name}s` === noun);
        const said = holdsThing ? given : isThing || `${field}s` === noun ? around : null;
        return [name, exampleOf(one, { noun, field: name, parent: isThing ? "" : field, given: said })];
      }),
    );
  }

  function textOf({ format, pattern }: Schema, { field, parent }: Place): string {
    const prefix = /^\^(\w+)_\[0-9a-f\]\{32\}\$$/.exec(pattern ?? "")?.[1];
    if (prefix) return `${prefix}_${DIGITS}`;
    if (format === "date-time") return "2026-11-21T09:30:00.000Z";
    if (format === "date") return "2026-11-21";
    return field === "" ? noun : parent ? `${parent} ${field}` : field;
  }

  function resolved(one: Schema): Schema {
    return one.$ref ? resolved(schemas[one.$ref.split("/").at(-1)!] as Schema) : one;
  }

  function alternativesOf(one: Schema): Schema[] {
    return (one.anyOf ?? one.oneOf)?.map(resolved).flatMap(alternativesOf) ?? [one];
  }

  return exampleOf(schema, { noun, field: "", parent: "", given: null });
}

/** Whether a value stands for itself: an object of the input may be a part of the one in the answer. */
function isPlain(value: unknown): boolean {
  return typeof value !== "object" || Array.isArray(value);
}

/** Whether a value is one of a schema without alternatives, as far as its own words go: what objects and arrays hold is not looked at. */
function fits(schema: Schema, value: unknown): boolean {
  if ("const" in schema) return schema.const === value;
  if (schema.enum) return schema.enum.includes(value);
  const types = [schema.type ?? []].flat();
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  if (types.length > 0 && !types.includes(type) && !(Number.isInteger(value) && types.includes("integer")))
    return false;
  if (typeof value === "string")
    return (
      (!schema.pattern || new RegExp(schema.pattern).test(value)) &&
      value.length >= (schema.minLength ?? 0) &&
      value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY)
    );
  if (typeof value === "number")
    return (
      value >= (schema.minimum ?? value) &&
      value <= (schema.maximum ?? value) &&
      value > (schema.exclusiveMinimum ?? value - 1)
    );
  if (Array.isArray(value))
    return (
      value.length >= (schema.minItems ?? 0) &&
      value.length <= (schema.maxItems ?? value.length) &&
      value.every((each) => (schema.items?.$ref || schema.items?.anyOf ? true : fits(schema.items ?? {}, each)))
    );
  return true;
}
