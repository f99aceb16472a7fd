import type { AnyOperation } from "#app/operation/define.ts";

interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

/** The operation's example as a call from a shell, by the generated client, and from Python with nothing but its standard library. */
export function codeSamples(operation: AnyOperation): CodeSample[] {
  const call = callOf(operation);
  return [
    { lang: "Shell", label: "curl", source: curl(call) },
    { lang: "TypeScript", label: "TypeScript", source: typescript(operation) },
    { lang: "Python", label: "Python", source: python(call) },
  ];
}

interface SampleCall {
  method: string;
  /** Below /api/v1, with query. */
  path: string;
  body: Record<string, unknown> | null;
  needsIfMatch: boolean;
}

/** Method, path and body of an operation's example. */
export function callOf(operation: AnyOperation): SampleCall {
  const { method, path } = operation.http!;
  const left = { ...(operation.example as Record<string, unknown>) };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    return encodeURIComponent(String(value));
  });
  const needsIfMatch = operation.kind === "command" && operation.needsIfMatch === true;
  if (method !== "GET" && method !== "DELETE") {
    const takesBody = Object.keys(operation.input.shape).some((name) => !path.includes(`{${name}}`));
    return { method, path: filled, body: takesBody ? left : null, needsIfMatch };
  }
  const query = new URLSearchParams(Object.entries(left).map(([name, value]) => [name, String(value)])).toString();
  return { method, path: query ? `${filled}?${query}` : filled, body: null, needsIfMatch };
}

function curl({ method, path, body, needsIfMatch }: SampleCall): string {
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"$PANEL/api/v1${path}"`,
    `-H "Authorization: Bearer $KEY"`,
    ...(needsIfMatch ? [`-H "If-Match: $ETAG"`] : []),
    ...(body ? [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`] : []),
  ].join(" \\\n  ");
}

function typescript(operation: AnyOperation): string {
  const input = JSON.stringify(operation.example);
  const options = operation.kind === "command" && operation.needsIfMatch ? ", { ifMatch: etag }" : "";
  return `import { GamekeeperClient } from "./gamekeeper-client.ts";

const panel = new GamekeeperClient({ url: process.env.PANEL!, key: process.env.KEY! });
const { data } = await panel.call("${operation.id}", ${input}${options});`;
}

function python({ method, path, body, needsIfMatch }: SampleCall): string {
  const headers = [
    `"Authorization": "Bearer " + os.environ["KEY"]`,
    ...(needsIfMatch ? [`"If-Match": etag`] : []),
    ...(body ? [`"Content-Type": "application/json"`] : []),
  ];
  return `import json, os, urllib.request

request = urllib.request.Request(
    os.environ["PANEL"] + "/api/v1${path}",
    method="${method}",
    headers={${headers.join(", ")}},${body ? `\n    data=json.dumps(${pythonOf(body)}).encode(),` : ""}
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["data"])`;
}

/** JSON as Python writes it. */
function pythonOf(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([name, each]) => `${JSON.stringify(name)}: ${pythonOf(each)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}
