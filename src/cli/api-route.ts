import type { AnyOperation } from "#app/operation/define.ts";
import { OperatorError } from "#app/platform/operator-error.ts";

/** A request of the API. */
export interface ApiRequest {
  method: string;
  /** Below /api/v1, with query. */
  path: string;
  /** JSON text. */
  body: string | undefined;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Whether the words of `gamekeeper call` begin with a method; else with an operation's id. */
export function isByPath([first = ""]: readonly string[]): boolean {
  return METHODS.includes(first.toUpperCase());
}

/** What is asked for by method and path, with the body: `PATCH /servers/srv_… '{"name":"…"}'`. */
export function byPath([method = "", path, text]: readonly string[], data: string | undefined): ApiRequest {
  if (!path) throw new OperatorError(`Give the path to ${method.toUpperCase()}, for example /servers.`);
  const body = data ?? text;
  if (body !== undefined) parsedObject(body);
  return { method: method.toUpperCase(), path: `/${path.replace(/^\/?(api\/v1\/)?/, "")}`, body };
}

/** What is asked for by an operation's id, with its input as JSON: `servers.get '{"serverId":"…"}'`. */
export function byOperation(
  [name = "", text]: readonly string[],
  data: string | undefined,
  operations: readonly AnyOperation[],
): ApiRequest {
  const operation = operations.find(({ id }) => id === name);
  if (!operation)
    throw new OperatorError(
      `There is no operation called ${name}. Give one of gamekeeper call --list, or a method and a path: GET /servers.`,
    );
  const given = data ?? text;
  return requestOf(operation, given === undefined ? {} : parsedObject(given));
}

function requestOf({ id, http }: AnyOperation, input: Record<string, unknown>): ApiRequest {
  const left = { ...input };
  const path = http!.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (left[name] === undefined) throw new OperatorError(`${id} needs ${name}: give it in the JSON, {"${name}": …}.`);
    const value = left[name];
    delete left[name];
    return encodeURIComponent(String(value));
  });
  if (http!.method !== "GET" && http!.method !== "DELETE")
    return { method: http!.method, path, body: JSON.stringify(left) };
  const query = new URLSearchParams(Object.entries(left).map(([name, value]) => [name, String(value)])).toString();
  return { method: http!.method, path: query ? `${path}?${query}` : path, body: undefined };
}

function parsedObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new OperatorError(`The input is not valid JSON: ${(error as Error).message}.`);
  }
  throw new OperatorError("The input is a JSON object, for example '{\"limit\": 5}'.");
}
