import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { AppError } from "#app/lib/errors.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { VERSION } from "#app/platform/version.ts";
import { COMPAT_PATH, type CredentialHeader, type Dialect, type DialectRoute } from "./dialect.ts";

const SCHEMES = {
  "x-api-key": { type: "apiKey", in: "header", name: "X-API-Key" },
  authorization: { type: "http", scheme: "bearer" },
  cookie: { type: "apiKey", in: "cookie", name: "gamekeeper" },
} as const satisfies Record<CredentialHeader, object>;

/** The OpenAPI 3.1 document of a dialect, out of its table. */
export function dialectDocument(dialect: Dialect) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of dialect.routes) {
    const { method, path } = route.http;
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(dialect, route) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: { title: dialect.title, version: VERSION, description: dialect.description },
    servers: [{ url: `${COMPAT_PATH}/${dialect.name}` }],
    paths,
    components: {
      securitySchemes: Object.fromEntries(dialect.credentials.map((header) => [header, SCHEMES[header]])),
    },
  });
}

function described(dialect: Dialect, route: DialectRoute): ZodOpenApiOperationObject {
  const { http, summary, operation, params, query, body, output, credentials, rate, also } = route;
  const status = http.status ?? 200;
  const { access } = operation;
  const permission = "permission" in access ? access.permission : null;
  const windows = dialect.rates[rate]!.map(({ limit, windowSec }) => `${limit} in ${windowSec} s`).join(", ");
  return {
    operationId: `${http.method.toLowerCase()}${http.path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    summary,
    description: [permission && `Needs the scope \`${permission}\`.`, `Limit: ${windows}.`].filter(Boolean).join(" "),
    security: [...dialect.credentials.map((header) => ({ [header]: [] })), ...(credentials === "optional" ? [{}] : [])],
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) },
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [status]:
        status === 204
          ? { description: "Done." }
          : { description: summary, content: { "application/json": { schema: output } } },
      ...Object.fromEntries(
        also.map((code) => [code, { description: summary, content: { "application/json": { schema: output } } }]),
      ),
      // A dialect that refuses with the status of what succeeds has both in that answer's schema.
      ...Object.fromEntries(
        failuresOf(dialect, route)
          .filter((code) => code !== status)
          .map((code) => [
            code,
            {
              description: STATUS_WORDS[code] ?? "Error",
              ...(code === 403 && { headers: REQUIRED_PERMISSION }),
              content: { "application/json": { schema: dialect.errorForm } },
            },
          ]),
      ),
    },
    ...(permission ? { "x-permission": permission } : {}),
    "x-operation": operation.id,
  };
}

const REQUIRED_PERMISSION = {
  "X-Required-Permission": {
    description: "Where permissions are lacking: which, comma-separated.",
    schema: { type: "string" },
  },
} as const;

const STATUS_WORDS: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Validation error",
  429: "Rate limited",
  500: "Internal server error",
  503: "Unavailable",
};

/** Every status with which a route can fail. No dialect takes If-Match, so no state is ever another than was said. */
export function failuresOf(dialect: Dialect, { operation }: DialectRoute): number[] {
  const codes = errorCodesOf(operation).filter((code) => !code.startsWith("precondition_"));
  const statuses = codes.map((code) => dialect.failure(new AppError(code), new Date(0)).status);
  return [...new Set(statuses)].sort();
}
