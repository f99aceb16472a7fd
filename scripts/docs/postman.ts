import { type ApiDocument, type DocumentedOperation, operationsOf } from "./json-schema.ts";

/** The API as a Postman collection (format 2.1), its operations in folders by noun. Set the variables `panel` and `key`. */
export function postmanCollection(document: ApiDocument) {
  const folders = new Map<string, unknown[]>();
  for (const { method, path, operation } of operationsOf(document)) {
    const [noun] = operation.tags as [string];
    folders.set(noun, [...(folders.get(noun) ?? []), requestOf(method, path, operation)]);
  }
  return {
    info: {
      name: document.info.title,
      version: document.info.version,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{key}}", type: "string" }] },
    variable: [
      { key: "panel", value: "http://127.0.0.1:3000" },
      { key: "key", value: "" },
    ],
    item: [...folders].map(([name, item]) => ({ name, item })),
  };
}

function requestOf(method: string, path: string, operation: DocumentedOperation) {
  const parameters = operation.parameters ?? [];
  const query = parameters
    .filter((one) => one.in === "query")
    .map(({ name, description, example, schema, required }) => ({
      key: name,
      value: String(example ?? schema.example ?? ""),
      description: description ?? "",
      disabled: !required,
    }));
  const variable = parameters
    .filter((one) => one.in === "path")
    .map(({ name, description, example, schema }) => ({
      key: name,
      value: String(example ?? schema.example ?? ""),
      description: description ?? "",
    }));
  const segments = path
    .slice(1)
    .replace(/\{(\w+)\}/g, ":$1")
    .split("/");
  const body = operation.requestBody?.content["application/json"];
  return {
    name: operation.summary,
    request: {
      method,
      description: operation.description ?? "",
      header: body ? [{ key: "Content-Type", value: "application/json" }] : [],
      ...(body ? { body: { mode: "raw", raw: JSON.stringify(body.example ?? {}, null, 2) } } : {}),
      url: {
        raw: `{{panel}}/api/v1/${segments.join("/")}`,
        host: ["{{panel}}"],
        path: ["api", "v1", ...segments],
        ...(query.length > 0 ? { query } : {}),
        ...(variable.length > 0 ? { variable } : {}),
      },
    },
  };
}
