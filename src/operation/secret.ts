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

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return schema.unwrap() as z.ZodType;
  return schema;
}
