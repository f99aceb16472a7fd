import { readFileSync } from "node:fs";
import { env } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print } from "./run.ts";

interface CallOptions {
  url: string;
  keyFile?: string;
  data?: string;
}

const LIMIT_MS = 60_000;

/** An ordinary client of the public API: prints the answer, and ends with 1 where the status is not one of success. */
export async function call(method: string, path: string, options: CallOptions): Promise<void> {
  const key = options.keyFile ? readFileSync(options.keyFile, "utf8").trim() : env().GAMEKEEPER_API_KEY;
  if (!key)
    throw new OperatorError("Give the key in the environment as GAMEKEEPER_API_KEY, or name its file with --key-file.");
  const body = options.data === "-" ? readFileSync(0, "utf8") : options.data;
  const url = new URL(`/api/v1/${path.replace(/^\/?(api\/v1\/)?/, "")}`, options.url);
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body === undefined ? {} : { body }),
  }).catch((error: Error) => {
    throw new OperatorError(
      `${url.origin} did not answer: ${error.cause instanceof Error ? error.cause.message : error.message}.`,
    );
  });
  const text = await response.text();
  if (text) print(text);
  if (!response.ok) {
    process.stderr.write(`${response.status} ${response.statusText}\n`);
    process.exitCode = 1;
  }
}
