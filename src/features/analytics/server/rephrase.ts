import * as z from "zod";
import type { Runtime } from "#app/operation/runtime.ts";
import { env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import { sameInOtherWords, sentenceFor } from "../rephrase.ts";
import { Finding } from "../schema.ts";

export const REPHRASE_JOB = "analytics.rephrase";
const PATIENCE_MS = 20_000;
const MOST_BYTES = 20_000;
const log = logOf("analytics");

const ORDER =
  "Say the sentence of the user in other words, in one English sentence of at most forty words. Keep every figure, date and {NAME} as it is and in the same order, and the words more, fewer, rose, fell, before, otherwise and against. Add no figure, no judgement and no reason. Answer with the sentence alone.";

/** Puts a sentence into other words; it is asked for nothing else, and what it answers is checked. */
export interface Rephraser {
  rephrase(sentence: string): Promise<string>;
}

const Answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** A language model behind the interface that most servers of such speak: POST {url}/chat/completions. */
export function httpRephraser({ url, model, key }: { url: string; model: string; key: string | undefined }): Rephraser {
  return {
    async rephrase(sentence) {
      const response = await fetch(`${url.replace(/\/+$/, "")}/chat/completions`, {
        method: "POST",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          "content-type": "application/json",
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({
          model,
          temperature: 0,
          max_tokens: 200,
          messages: [
            { role: "system", content: ORDER },
            { role: "user", content: sentence },
          ],
        }),
      });
      if (!response.ok) throw new Error(`The language model answered ${response.status}.`);
      const text = await response.text();
      if (text.length > MOST_BYTES) throw new Error("The language model's answer is too long.");
      return Answer.parse(JSON.parse(text)).choices[0]!.message.content;
    },
  };
}

/** Whether the owner of the machine has set one up. Off where they have not. */
export function rephrases(): boolean {
  return env().REPHRASE_URL !== undefined;
}

/** The worker's job: one insight in other words, if those say the same. */
export async function rephraseInsight({ database }: Runtime, payload: unknown): Promise<void> {
  const { REPHRASE_URL: url, REPHRASE_MODEL: model, REPHRASE_KEY: key } = env();
  if (url === undefined) return;
  const { insightId } = z.object({ insightId: z.string() }).parse(payload);
  await rephraseWith(database, httpRephraser({ url, model, key }), insightId);
}

export async function rephraseWith(db: Runtime["database"], rephraser: Rephraser, insightId: string): Promise<void> {
  const found = await row(
    db,
    z.object({
      finding: Finding.omit({ p: true, pAdjusted: true }),
      p: z.number(),
      pAdjusted: z.number(),
      computedAt: z.date(),
    }),
    sql`select finding, p, "pAdjusted", "computedAt" from insights where id = ${insightId} and rephrased is null`,
  );
  if (!found) return;
  const { finding, p, pAdjusted, computedAt } = found;
  const sentence = sentenceFor({ ...finding, p, pAdjusted });
  const text = sameInOtherWords(sentence, await rephraser.rephrase(sentence));
  if (text === null) {
    log.warn({ insightId }, "the language model said something else, which is not shown");
    return;
  }
  await db.execute(
    sql`update insights set rephrased = ${text} where id = ${insightId} and "computedAt" = ${computedAt}`,
  );
}
