import type { JsonSchema } from "./json-schema.ts";

/** A JSON schema as a TypeScript type. `indent` is that of the line it stands in. */
export function typeOf(schema: JsonSchema, indent = ""): string {
  if (schema.$ref) return typeName(schema.$ref.split("/").at(-1)!);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map((one) => typeOf(one, indent)))].join(" | ");
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(" & ");
  if (Array.isArray(schema.type))
    return [...new Set(schema.type.map((type) => typeOf({ ...schema, type }, indent)))].join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      if (schema.prefixItems) return `[${schema.prefixItems.map((one) => typeOf(one, indent)).join(", ")}]`;
      return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case "object":
      return objectOf(schema, indent);
    default:
      return schema.properties ? objectOf(schema, indent) : "unknown";
  }
}

/** A component's name as TypeScript can say it. */
export function typeName(name: string): string {
  return name
    .replace(/^_+/, "")
    .replace(/[^A-Za-z0-9]/g, "_")
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** An object type of named fields. */
export function fieldsOf(
  fields: readonly { name: string; schema: JsonSchema; required: boolean; description?: string | undefined }[],
  indent: string,
): string {
  if (fields.length === 0) return "Record<string, never>";
  const inner = `${indent}  `;
  const lines = fields.map(({ name, schema, required, description }) => {
    const says = description ?? schema.description;
    const comment = says ? `${inner}/** ${says.replaceAll("*/", "* /").replaceAll("\n", " ")} */\n` : "";
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `${comment}${inner}${key}${required ? "" : "?"}: ${typeOf(schema, inner)};`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function objectOf({ properties = {}, required = [], additionalProperties: more }: JsonSchema, indent: string): string {
  const entries = Object.entries(properties);
  const record = typeof more === "object" ? `{ [name: string]: ${typeOf(more, indent)} }` : null;
  if (entries.length === 0) return record ?? "Record<string, unknown>";
  const fields = entries.map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
  return fieldsOf(fields, indent);
}
