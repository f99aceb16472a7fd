import { readFileSync } from "node:fs";
import type { AnyOperation } from "#app/operation/define.ts";
import { env } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { type ApiRequest, byOperation, byPath, isByPath } from "./api-route.ts";
import { type Profile, profilesFile, readProfiles } from "./profiles.ts";
import { print, printJson } from "./run.ts";

/** Which panel is called, with which key. */
export interface TargetOptions {
  url?: string;
  keyFile?: string;
  profile?: string;
}

interface CallOptions extends TargetOptions {
  data?: string;
  ifMatch?: string;
  json?: boolean;
  list?: boolean;
}

const LIMIT_MS = 60_000;
const LOCAL_PANEL = "http://127.0.0.1:3000";

/** An ordinary client of the public API: prints the answer, and ends with 1 where the status is not one of success. */
export async function call(words: string[], options: CallOptions): Promise<void> {
  if (options.list) return listOperations(await loadOperations(), options.json === true);
  const given = options.data === "-" ? readFileSync(0, "utf8") : options.data;
  const request = isByPath(words) ? byPath(words, given) : byOperation(words, given, await loadOperations());
  const { url, key } = target(options);
  const response = await send(request, url, key, options.ifMatch);
  const text = await response.text();
  if (text) print(options.json ? text : readable(text));
  if (response.ok) return;
  process.stderr.write(`${response.status} ${response.statusText}\n`);
  process.exitCode = 1;
}

/** They are what the whole panel is made of: loaded only where they are asked for. */
async function loadOperations(): Promise<readonly AnyOperation[]> {
  return (await import("#app/transport/rest.ts")).publicOperations;
}

function listOperations(operations: readonly AnyOperation[], asJson: boolean): void {
  const all = operations.map(({ id, http, summary }) => ({
    id,
    method: http!.method,
    path: http!.path,
    summary,
  }));
  if (asJson) {
    printJson(all);
    return;
  }
  const width = Math.max(...all.map(({ id }) => id.length));
  for (const { id, method, path, summary } of all)
    print(`${id.padEnd(width)}  ${method.padEnd(6)} ${path}  ${summary}`);
}

/** Which panel, with which key: what the options name goes before a profile, and that before the environment. */
export function target({ url, keyFile, profile: name }: TargetOptions): Profile {
  const profile = name === undefined ? undefined : profileOf(name);
  const key = keyFile ? readFileSync(keyFile, "utf8").trim() : (profile?.key ?? env().GAMEKEEPER_API_KEY);
  if (!key)
    throw new OperatorError(
      "Give the key in the environment as GAMEKEEPER_API_KEY, name its file with --key-file, or a profile with --profile.",
    );
  return { url: url ?? profile?.url ?? LOCAL_PANEL, key };
}

function profileOf(name: string): Profile {
  const file = profilesFile(env().GAMEKEEPER_PROFILES);
  const found = readProfiles(file)[name];
  if (!found)
    throw new OperatorError(`There is no profile called ${name} in ${file}. Make it with gamekeeper profiles add.`);
  return found;
}

/** Sends one request. Throws OperatorError where nobody answers. */
export async function send(request: ApiRequest, panel: string, key: string, ifMatch?: string): Promise<Response> {
  const { method, path, body } = request;
  const url = `${panel.replace(/\/+$/, "")}/api/v1${path}`;
  if (!URL.canParse(url)) throw new OperatorError(`${panel} is not the address of a panel.`);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
  };
  return fetch(url, {
    method,
    headers,
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body === undefined ? {} : { body }),
  }).catch((error: Error) => {
    throw new OperatorError(
      `${new URL(url).origin} did not answer: ${error.cause instanceof Error ? error.cause.message : error.message}.`,
    );
  });
}

/** The answer as people read it: indented, if it is JSON. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
