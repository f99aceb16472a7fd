import * as z from "zod";
import type { Dialect, DialectRoute } from "./dialect.ts";

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/** A dialect's calls as a Postman collection (v2.1), out of its table: one folder for each part of the path, with bodies to fill in. */
export function postmanCollection({ title, description, routes, credentials }: Dialect, baseUrl: string) {
  const folders = Map.groupBy(routes, ({ http }) => folderOf(http.path));
  return {
    info: { name: title, description, schema: SCHEMA },
    auth: credentials.includes("authorization")
      ? { type: "bearer", bearer: [{ key: "token", value: "{{apiKey}}", type: "string" }] }
      : {
          type: "apikey",
          apikey: [
            { key: "key", value: "X-API-Key", type: "string" },
            { key: "value", value: "{{apiKey}}", type: "string" },
          ],
        },
    variable: [
      { key: "baseUrl", value: baseUrl, type: "string" },
      { key: "apiKey", value: "", type: "string" },
    ],
    item: [...folders].map(([name, those]) => ({ name, item: those.map(itemOf) })),
  };
}

/** `/api/kills/user/{userId}` is about kills. */
function folderOf(path: string): string {
  const [first, second] = path.split("/").filter((part) => part !== "" && part !== "api" && !/^v\d+$/.test(part));
  return first ?? second ?? "api";
}

function itemOf({ http, summary, params, query, body }: DialectRoute) {
  const path = http.path.replaceAll(/\{(\w+)\}/g, ":$1");
  const names = (shape: z.ZodObject | null) => Object.keys(shape?.shape ?? {});
  return {
    name: summary,
    request: {
      method: http.method,
      header: body ? [{ key: "Content-Type", value: "application/json" }] : [],
      url: {
        raw: `{{baseUrl}}${path}`,
        host: ["{{baseUrl}}"],
        path: path.split("/").slice(1),
        variable: names(params).map((key) => ({ key, value: "" })),
        query: names(query).map((key) => ({ key, value: "", disabled: true })),
      },
      ...(body && {
        body: { mode: "raw", raw: JSON.stringify(sampleOf(body), null, 2), options: { raw: { language: "json" } } },
      }),
    },
    response: [],
  };
}

/** A body to begin with: what must be there, with values of its kind, and what has a default. */
function sampleOf(body: z.ZodObject): Record<string, unknown> {
  const schema = z.toJSONSchema(body, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const required = new Set(schema.required ?? []);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      required.has(name) || property.default !== undefined ? [[name, property.default ?? sampleValue(property)]] : [],
    ),
  );
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  default?: unknown;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

function sampleValue({ type, enum: choices, items }: JsonSchema): unknown {
  if (choices) return choices[0];
  switch (type) {
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    case "array":
      return items ? [sampleValue(items)] : [];
    case "object":
      return {};
    default:
      return "";
  }
}
