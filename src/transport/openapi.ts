import * as z from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { AppError, ERRORS, type ErrorCode, type ReasonParams } from "#app/lib/errors.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { VERSION } from "#app/platform/version.ts";
import { API_GROUPS } from "./api-groups.ts";
import { codeSamples } from "./code-samples.ts";
import { ErrorEnvelope, errorEnvelope, Problem, problemOf } from "./error-envelope.ts";
import { streamPaths } from "./openapi-stream.ts";
import { responseExample } from "./response-examples.ts";
import { API_PATH, publicOperations } from "./rest.ts";

/** Headers that every answer has, and those of some. */
const HEADERS = {
  RequestId: { description: "Given back as sent, else made. It is in the panel's logs.", schema: { type: "string" } },
  ETag: { description: "For If-None-Match, and for If-Match on a change.", schema: { type: "string" } },
  RateLimit: {
    description: "What is left of each window, in how many seconds there is more.",
    schema: { type: "string" },
  },
  RateLimitPolicy: { description: "The windows that this call counts against.", schema: { type: "string" } },
  RetryAfter: { description: "Seconds after which the same call may succeed.", schema: { type: "integer" } },
  Allow: { description: "The methods of this address.", schema: { type: "string" } },
} as const;
const headerRef = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });
const EVERY_ANSWER = { "X-Request-Id": headerRef("RequestId") };
const COUNTED = { RateLimit: headerRef("RateLimit"), "RateLimit-Policy": headerRef("RateLimitPolicy") };

/** The OpenAPI 3.1 document of /api/v1, out of the operations themselves; the whole one has the stream of events too. */
export function openApiDocument(operations: readonly AnyOperation[] = publicOperations) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const { method, path } = operation.http!;
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation, operations) };
  }
  if (operations === publicOperations) Object.assign(paths, streamPaths(failures));
  const nouns = [...new Set(operations.map(nounOf))].sort();
  const document: ZodOpenApiObject = {
    openapi: "3.1.1",
    info: {
      title: "Gamekeeper API",
      version: VERSION,
      description:
        "Send a key in `Authorization: Bearer gk_live_…` or `X-API-Key`. Keys are made in the panel's settings or by `gamekeeper api generate-key`. What is common to all calls: `/docs/errors`, `/docs/limits`, `/docs/versioning`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: API_PATH }],
    tags: nouns.map(tagOf),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
        ticket: {
          type: "apiKey",
          in: "query",
          name: "ticket",
          description: "For an EventSource alone: of POST /events/tickets, good for 30 seconds and one connection.",
        },
      },
      headers: HEADERS as NonNullable<ZodOpenApiObject["components"]>["headers"],
    },
  };
  const made = createDocument(document, { override: ({ jsonSchema }) => tidy(jsonSchema) });
  for (const operation of operations) {
    const { method, path, status = 200, wasThere } = operation.http!;
    const { responses } = (made as unknown as Answers).paths[path]![method.toLowerCase()]!;
    for (const each of wasThere ? [status, 200] : [status]) {
      const content = responses[each]!.content?.["application/json"];
      if (content)
        content.example = responseExample(content.schema, (made as unknown as Answers).components.schemas, operation);
    }
  }
  return made;
}

/** What of the document is needed to put an example beside each answer's schema. */
interface Answers {
  components: { schemas: Record<string, object> };
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }> }>
  >;
}

/**
 * What `secret` marks for the audit log is marked for readers in the way that OpenAPI allows. That a number is an integer is said by its type: the bounds of
 * what JavaScript can count are none of the panel's.
 */
function tidy(schema: object): void {
  if ("secret" in schema && schema.secret === true) {
    delete schema.secret;
    Object.assign(schema, { "x-secret": true });
  }
  if ("minimum" in schema && schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if ("maximum" in schema && schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function nounOf({ id }: AnyOperation): string {
  return id.split(".")[0]!;
}

/** A registry of a test's own may have other nouns; the product's are all named, which a test holds. */
function tagOf(name: string) {
  const group = API_GROUPS[name];
  return group ? { name, description: group.description, "x-displayName": group.title } : { name };
}

function described(operation: AnyOperation, all: readonly AnyOperation[]): ZodOpenApiOperationObject {
  const { method, path } = operation.http!;
  const shape = operation.input.shape as Record<string, z.ZodType>;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const rest = Object.keys(shape).filter((name) => !inPath.includes(name));
  const inQuery = method === "GET" || method === "DELETE" ? rest : [];
  const inBody = method === "GET" || method === "DELETE" ? [] : rest;
  const given = operation.example as Record<string, unknown>;
  const parameters = (names: readonly string[]) =>
    z.object(Object.fromEntries(names.map((name) => [name, withExample(shape[name]!, given[name])])));
  const body = z.object(Object.fromEntries(inBody.map((name) => [name, shape[name]!])));
  // Where every field may be left out, so may the body.
  const required = inBody.some((name) => !shape[name]!.safeParse(undefined).success);
  const example = Object.fromEntries(Object.entries(given).filter(([name]) => inBody.includes(name)));
  const permission = "permission" in operation.access ? operation.access.permission : null;
  const isRead = all.some(({ http }) => http?.path === path && http.method === "GET");
  const codes = errorCodesOf(operation).filter((code) => code !== "precondition_failed" || isRead);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: descriptionOf(operation, permission),
    tags: [nounOf(operation)],
    security: permission ? [{ bearer: [] }, { apiKey: [] }] : [{}],
    ...(operation.deprecated ? { deprecated: true } : {}),
    requestParams: {
      ...(inPath.length > 0 ? { path: parameters(inPath) } : {}),
      ...(inQuery.length > 0 ? { query: parameters(inQuery) } : {}),
      ...headerParameters(operation, isRead),
    },
    ...(inBody.length > 0
      ? { requestBody: { required, content: { "application/json": { schema: body, example } } } }
      : {}),
    responses: { ...success(operation), ...failures(codes) },
    ...(permission ? { "x-permission": permission } : {}),
    "x-limit-class": operation.rate ?? "general",
    ...(operation.cost === undefined ? {} : { "x-cost": operation.cost }),
    ...(operation.peopleOnly ? { "x-people-only": true } : {}),
    ...(operation.freshSignIn ? { "x-fresh-sign-in": true } : {}),
    ...(operation.deprecated ? { "x-sunset": operation.deprecated.sunset, "x-use": operation.deprecated.use } : {}),
    "x-errors": codes,
    "x-codeSamples": codeSamples(operation),
  };
}

function descriptionOf(operation: AnyOperation, permission: string | null): string {
  const { deprecated, rate = "general" } = operation;
  return [
    operation.description,
    permission && `Needs the scope \`${permission}\`.`,
    operation.peopleOnly && "Only for a signed-in person: a key may not.",
    rate === "none" ? "Counted for a key alone." : `Counts against the limit [\`${rate}\`](/docs/limits#${rate}).`,
    deprecated && `Goes away on ${deprecated.sunset}; use \`${deprecated.use}\`.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** A parameter with the example's value, where it has one. */
function withExample(schema: z.ZodType, value: unknown): z.ZodType {
  if (value === undefined) return schema;
  // A copy with what is known of it: the schema itself is other operations' too.
  return schema.meta({ ...schema.meta(), example: value });
}

function headerParameters(operation: AnyOperation, isRead: boolean): { header?: z.ZodObject } {
  const { method } = operation.http!;
  const fields: Record<string, z.ZodType> = {};
  if (method === "POST" && operation.kind === "command")
    fields["Idempotency-Key"] = z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe("The same key with the same body gives the first answer again, for 24 hours.");
  if (method === "GET")
    fields["If-None-Match"] = z.string().optional().describe("An ETag: 304 where the answer is still that.");
  if (isRead && ["PATCH", "PUT", "DELETE"].includes(method)) {
    const says = "The ETag that was read: 412 where it has been changed since.";
    const needed = operation.kind === "command" && operation.needsIfMatch;
    fields["If-Match"] = needed ? z.string().describe(says) : z.string().optional().describe(says);
  }
  return Object.keys(fields).length > 0 ? { header: z.object(fields) } : {};
}

function success(operation: AnyOperation): ZodOpenApiResponsesObject {
  const { method, status = 200, wasThere } = operation.http!;
  const headers = {
    ...EVERY_ANSWER,
    ...(operation.rate === "none" ? {} : COUNTED),
    ...(method === "GET" ? { ETag: headerRef("ETag") } : {}),
  };
  const answer =
    status === 204
      ? { description: "Done.", headers }
      : {
          description: operation.summary,
          headers,
          content: { "application/json": { schema: envelopeOf(operation.output) } },
        };
  return {
    [status]: answer,
    ...(wasThere ? { 200: { ...answer, description: `${operation.summary}: it was there before.` } } : {}),
    ...(method === "GET" ? { 304: { description: "As the caller has it.", headers: EVERY_ANSWER } } : {}),
  };
}

/** Answers of errors that are the same stand in the document once. */
const failureAnswers = new Map<string, ZodOpenApiResponseObject>();

/** Every error by its status; what any address can answer (404, 405) included. */
function failures(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set<ErrorCode>([...codes, "not_found", "method_not_allowed"])) {
    const status = ERRORS[code].http;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].sort(([one], [other]) => one - other).map(([status, of]) => [status, failure(status, of.sort())]),
  );
}

function failure(status: number, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  const id = `Error${status}_${codes.join("_")}`;
  let answer = failureAnswers.get(id);
  if (!answer) {
    const headers = {
      ...EVERY_ANSWER,
      ...(status === 429 ? { ...COUNTED, "Retry-After": headerRef("RetryAfter") } : {}),
      ...(status === 405 ? { Allow: headerRef("Allow") } : {}),
    };
    answer = { id, description: codes.join(", "), headers, content: errorContent(codes) };
    failureAnswers.set(id, answer);
  }
  return answer;
}

/** Both forms of an error, with an example of each code. */
function errorContent(codes: readonly ErrorCode[]): ZodOpenApiResponseObject["content"] {
  const examples = (shown: (error: AppError) => object) =>
    Object.fromEntries(codes.map((code) => [code, { value: shown(errorExample(code)) }]));
  const docUrl = (code: ErrorCode) => `https://panel.example.org/docs/errors#${code}`;
  return {
    "application/json": {
      schema: ErrorEnvelope,
      examples: examples((error) => ({
        error: { ...errorEnvelope(error, EXAMPLE_REQUEST).error, docUrl: docUrl(error.code) },
      })),
    },
    "application/problem+json": {
      schema: Problem,
      examples: examples((error) => ({ ...problemOf(error, EXAMPLE_REQUEST), type: docUrl(error.code) })),
    },
  };
}

const EXAMPLE_REQUEST = "req_01930000000070008000000000000001";

const EXAMPLE_PARAMS: Partial<Record<ErrorCode, ReasonParams>> = {
  forbidden: { permission: "servers:power" },
  method_not_allowed: { method: "PUT", allowed: "GET, HEAD, OPTIONS" },
  too_large: { limit: "1 MiB" },
  invalid_input: { count: 1 },
  rate_limited: { seconds: 12 },
  node_offline: { node: "node-1" },
  node_timeout: { seconds: 10 },
};

/** An error as a caller may meet it. */
function errorExample(code: ErrorCode): AppError {
  const details = [{ path: "limit", code: "too_big", message: "Too big: expected number to be <=100" }];
  return new AppError(code, code, EXAMPLE_PARAMS[code], code === "invalid_input" ? details : []);
}

function envelopeOf(output: z.ZodType): z.ZodType {
  const shape = output instanceof z.ZodObject ? { ...(output.shape as Record<string, z.ZodType>) } : null;
  if (shape) delete shape.setSession;
  if (!shape?.items)
    return z.object({ data: shape && "setSession" in (output as z.ZodObject).shape ? z.object(shape) : output });
  const { items, ...meta } = shape;
  return Object.keys(meta).length > 0 ? z.object({ data: items!, meta: z.object(meta) }) : z.object({ data: items! });
}
