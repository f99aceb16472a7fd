import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { ERRORS, type ErrorCode } from "#app/lib/errors.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { VERSION } from "#app/platform/version.ts";
import { API_PATH, ErrorEnvelope, publicOperations } from "./rest.ts";

/** The OpenAPI 3.1 document of /api/v1, out of the operations themselves. */
export function openApiDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of publicOperations) {
    const { method, path } = operation.http!;
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Gamekeeper API",
      version: VERSION,
      description:
        "Send a key in `Authorization: Bearer gk_live_…` or `X-API-Key`. Keys are made in the panel's settings or by `gamekeeper api generate-key`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: API_PATH }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
    },
  });
}

function described(operation: AnyOperation): ZodOpenApiOperationObject {
  const { method, path, status = 200 } = operation.http!;
  const shape = operation.input.shape as Record<string, z.ZodType>;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const rest = Object.keys(shape).filter((name) => !inPath.includes(name));
  const inQuery = method === "GET" || method === "DELETE" ? rest : [];
  const inBody = method === "GET" || method === "DELETE" ? [] : rest;
  const pick = (names: readonly string[]) => z.object(Object.fromEntries(names.map((name) => [name, shape[name]!])));
  const example = Object.fromEntries(Object.entries(operation.example).filter(([name]) => inBody.includes(name)));
  const permission = "permission" in operation.access ? operation.access.permission : null;
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: [operation.description, permission && `Needs the scope \`${permission}\`.`]
      .filter(Boolean)
      .join("\n\n"),
    tags: [operation.id.split(".")[0]!],
    security: permission ? [{ bearer: [] }, { apiKey: [] }] : [],
    requestParams: {
      ...(inPath.length > 0 ? { path: pick(inPath) } : {}),
      ...(inQuery.length > 0 ? { query: pick(inQuery) } : {}),
    },
    ...(inBody.length > 0
      ? { requestBody: { required: true, content: { "application/json": { schema: pick(inBody), example } } } }
      : {}),
    responses: {
      [status]:
        status === 204
          ? { description: "Done." }
          : {
              description: operation.summary,
              content: { "application/json": { schema: envelopeOf(operation.output) } },
            },
      ...Object.fromEntries(
        errorsOf(operation).map(([http, codes]) => [
          http,
          { description: codes.join(", "), content: { "application/json": { schema: ErrorEnvelope } } },
        ]),
      ),
    },
    ...(permission ? { "x-permission": permission } : {}),
  };
}

function envelopeOf(output: z.ZodType): z.ZodType {
  const shape = output instanceof z.ZodObject ? { ...(output.shape as Record<string, z.ZodType>) } : null;
  if (shape) delete shape.setSession;
  if (!shape?.items) return z.object({ data: shape ? z.object(shape) : output });
  const { items, ...meta } = shape;
  return Object.keys(meta).length > 0 ? z.object({ data: items!, meta: z.object(meta) }) : z.object({ data: items! });
}

function errorsOf(operation: AnyOperation): [string, ErrorCode[]][] {
  const byStatus = new Map<string, ErrorCode[]>();
  for (const code of errorCodesOf(operation)) {
    const status = String(ERRORS[code].http);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].sort();
}
