/** As much of JSON Schema as the API's document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  /** Of a list in which each place has a schema of its own; `items` is then false. */
  prefixItems?: JsonSchema[];
  description?: string;
  example?: unknown;
}

export interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  schema: JsonSchema;
  description?: string;
  example?: unknown;
}

export interface DocumentedOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: { "application/json": { schema: JsonSchema; example?: unknown } } };
  responses: Record<string, { description?: string; content?: Record<string, { schema: JsonSchema }> }>;
  [extension: `x-${string}`]: unknown;
}

export interface ApiDocument {
  info: { title: string; version: string };
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** Each operation with its method (GET) and path (/servers). */
export function operationsOf(
  document: ApiDocument,
): { method: string; path: string; operation: DocumentedOperation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The schema that a `$ref` names, or the schema itself. */
export function resolved(schema: JsonSchema, document: ApiDocument): JsonSchema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}

/** Whether what it answers goes on for as long as it is read. */
export function isStream({ responses }: DocumentedOperation): boolean {
  return Object.values(responses).some(({ content }) => content !== undefined && "text/event-stream" in content);
}

/** The schema of what an operation answers where all is well, and its status: of two that of what was made, as the other says that it was there. */
export function successOf({ responses }: DocumentedOperation): { status: string; schema: JsonSchema | null } {
  const status = Object.keys(responses)
    .filter((code) => code.startsWith("2"))
    .at(-1)!;
  return { status, schema: responses[status]!.content?.["application/json"]?.schema ?? null };
}
