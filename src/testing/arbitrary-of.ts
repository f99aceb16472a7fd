import * as fc from "fast-check";
import * as z from "zod";

/** As much of JSON Schema as zod writes. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
}

const MOST = 8;

/** Values that a zod schema takes for most part: what its JSON schema says, without what only its refinements know. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  return made(json, json.$defs ?? {}, 4);
}

function made(schema: Schema, defs: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1)!;
    return depth === 0 ? fc.constant(null) : made(defs[name] ?? {}, defs, depth - 1);
  }
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((one) => made(one, defs, depth)));
  if (schema.allOf) return made(Object.assign({}, ...schema.allOf), defs, depth);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => ofType(type, schema, defs, depth)));
}

function ofType(type: string, schema: Schema, defs: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
    case "number": {
      const min = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + 1);
      const max = schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - 1);
      return fc.oneof(
        fc.integer({ min: Math.max(min ?? -1000, -(2 ** 31)), max: Math.min(max ?? 100_000, 2 ** 31 - 1) }),
        fc.constantFrom(min ?? 0, max ?? Number.MAX_SAFE_INTEGER),
      );
    }
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array": {
      const min = schema.minItems ?? 0;
      return fc.array(depth === 0 ? fc.constant(null) : made(schema.items ?? {}, defs, depth - 1), {
        minLength: Math.min(min, MOST),
        maxLength: Math.max(min, Math.min(schema.maxItems ?? MOST, MOST)),
      });
    }
    default:
      return record(schema, defs, depth);
  }
}

function record(schema: Schema, defs: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: more, propertyNames } = schema;
  if (depth === 0) return fc.constant({});
  const fields = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, made(field, defs, depth - 1)])),
    { requiredKeys: required.filter((name) => name in properties) },
  );
  if (more === undefined || typeof more === "boolean") return fields;
  const names = propertyNames ? made(propertyNames, defs, 1) : fc.string({ minLength: 1, maxLength: 12 });
  const extra = fc.dictionary(names as fc.Arbitrary<string>, made(more, defs, depth - 1), { maxKeys: 4 });
  return fc.tuple(fields, extra).map(([one, other]) => ({ ...other, ...(one as object) }));
}

function text({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time")
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") })
      .map((at) => at.toISOString());
  if (format === "email") return fc.integer({ min: 0, max: 99_999 }).map((number) => `fuzz-${number}@example.org`);
  if (format === "uri")
    return fc.constantFrom("https://example.org/a", "http://[::1]:1/", "https://example.org:9/?q#f");
  if (pattern) {
    try {
      return fc.stringMatching(new RegExp(pattern), { maxLength: Math.max(maxLength, minLength) });
    } catch {
      // A pattern with what the generator does not know: any text is then a try too.
    }
  }
  const max = Math.max(minLength, Math.min(maxLength, 60));
  return fc.oneof(
    fc.string({ minLength, maxLength: max }),
    fc.string({ minLength, maxLength: max, unit: "grapheme" }),
    fc.constantFrom("a".repeat(Math.max(1, minLength)), "x".repeat(max || 1)),
  );
}
