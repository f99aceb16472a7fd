import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type ApiDocument,
  type DocumentedOperation,
  isStream,
  operationsOf,
  resolved,
  successOf,
} from "./json-schema.ts";
import { fieldsOf, typeName, typeOf } from "./schema-types.ts";

/** The client for TypeScript: one file that needs nothing beside it. Types and routes out of the document, the rest as `client-runtime.ts` has it. */
export function typescriptClient(document: ApiDocument): string {
  const runtime = readFileSync(path.join(import.meta.dirname, "client-runtime.ts"), "utf8").replace(
    /^import [^;]*gamekeeper-client\.ts";\n+/m,
    "",
  );
  // A stream is no call with one answer; the runtime has a method for it.
  const calls = operationsOf(document).filter(({ operation }) => !isStream(operation));
  const operations = calls.sort((one, other) => (one.operation.operationId < other.operation.operationId ? -1 : 1));
  const routes = operations.map(({ method, path: at, operation }) => {
    const inPath = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
    return `  ${JSON.stringify(operation.operationId)}: ${JSON.stringify({ method, path: at, inPath })},`;
  });
  return `/*
 * Client of the Gamekeeper API ${document.info.version}. Generated out of its OpenAPI document: copy this file into your project, it needs nothing else.
 * Node 22.18 or newer, Deno and Bun run it as it is; what is older needs a compiler.
 */

${runtime.trimEnd()}

${Object.entries(document.components.schemas)
  .map(([name, schema]) => `export type ${typeName(name)} = ${typeOf(schema)};`)
  .join("\n\n")}

/** Every operation: what it takes, and what it gives. */
export interface Operations {
${operations.map(({ operation }) => described(operation, document)).join("\n")}
}

export const ROUTES: { readonly [Id in keyof Operations]: Route } = {
${routes.join("\n")}
};
`;
}

function described(operation: DocumentedOperation, document: ApiDocument): string {
  const given = (operation.parameters ?? []).filter((one) => one.in !== "header");
  const body = operation.requestBody && resolved(operation.requestBody.content["application/json"].schema, document);
  const input = fieldsOf(
    [
      ...given.map(({ name, schema, required, description }) => ({
        name,
        schema,
        required: required === true,
        description,
      })),
      ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
        name,
        schema,
        required: body?.required?.includes(name) === true,
      })),
    ],
    "    ",
  );
  const { schema } = successOf(operation);
  const { data, meta } = (schema && resolved(schema, document).properties) ?? {};
  return `  /** ${operation.summary}.${operation.deprecated ? " @deprecated" : ""} */
  ${JSON.stringify(operation.operationId)}: {
    input: ${input};
    data: ${data ? typeOf(data, "    ") : "null"};
    meta: ${meta ? typeOf(meta, "    ") : "null"};
  };`;
}
