import * as z from "zod";

/** Marks a field of an input or output that must never reach a log or the audit: `secret(z.string())`. */
export function secret<T extends z.ZodType>(schema: T): T {
  return schema.meta({ ...schema.meta(), secret: true });
}

/** The value without what its schema marks as secret: each such field reads "[hidden]". */
export function withoutSecrets(schema: z.ZodType, value: unknown): unknown {
  if (schema.meta()?.secret) return value === undefined || value === null ? value : "[hidden]";
  const inner = unwrap(schema);
  if (inner !== schema) return withoutSecrets(inner, value);
  if (value === null || typeof value !== "object") return value;
  if (schema instanceof z.ZodObject && !Array.isArray(value)) {
    const shape = schema.shape as Record<string, z.ZodType>;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, shape[key] ? withoutSecrets(shape[key], field) : field]),
    );
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => withoutSecrets(schema.element as z.ZodType, item));
  return value;
}

/** The fields of an input that hold a secret, at any depth: the doors take them from a body and never from an address. */
export function secretFields(input: z.ZodObject): string[] {
  return Object.entries(input.shape as Record<string, z.ZodType>)
    .filter(([, field]) => holdsSecret(field))
    .map(([name]) => name);
}

function holdsSecret(schema: z.ZodType): boolean {
  if (schema.meta()?.secret) return true;
  const inner = unwrap(schema);
  if (inner !== schema) return holdsSecret(inner);
  if (schema instanceof z.ZodObject) return secretFields(schema).length > 0;
  if (schema instanceof z.ZodArray) return holdsSecret(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).some(holdsSecret);
  return false;
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return schema.unwrap() as z.ZodType;
  return schema;
}
