import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { OperatorError } from "#app/platform/operator-error.ts";
import { send } from "./call.ts";
import type { Profile } from "./profiles.ts";

const TRIES = 8;
const LONGEST_WAIT_SEC = 60;
const Data = z.object({ data: z.unknown() });
const Refusal = z.object({ error: z.object({ message: z.string() }) });

/** Calls a panel's API as its client. Waits where the panel says that it is called too often or is away for a moment; throws OperatorError for what it refuses. */
export async function callPanel<T extends z.ZodType>(
  { url, key }: Profile,
  method: "GET" | "POST",
  path: string,
  body: unknown,
  answer: T,
): Promise<z.output<T>> {
  for (let tried = 1; ; tried += 1) {
    const response = await send(
      { method, path, body: body === undefined ? undefined : JSON.stringify(body) },
      url,
      key,
    );
    const said: unknown = await response.json().catch(() => null);
    if (response.ok) return answer.parse(Data.parse(said).data);
    if ((response.status !== 429 && response.status !== 503) || tried === TRIES) {
      const problem = Refusal.safeParse(said).data?.error.message ?? response.statusText;
      throw new OperatorError(`The panel refused (${response.status}): ${problem}`);
    }
    const seconds = Number(response.headers.get("retry-after") ?? 1) || 1;
    await sleep(Math.min(seconds, LONGEST_WAIT_SEC) * 1_000);
  }
}
