import "server-only";
import { TRPCError } from "@trpc/server";
import { pageActor } from "./caller.ts";
import { SharedAnswers } from "./shared-answers.ts";

/** As soon as a switch holds everywhere, so does what people read here. */
const shared = new SharedAnswers<unknown>({ goodForMs: 1_000, most: 200 });

/** No less is what is no id or address of such a thing at all. */
const NOTHING: readonly string[] = ["UNAUTHORIZED", "NOT_FOUND", "FORBIDDEN", "UNPROCESSABLE_CONTENT"];

/**
 * What a page for everybody shows. Who is not signed in is given what the last one was within a second, so that a crowd costs as much as one, and is not
 * counted as many. `question` tells one from another: all that is asked with. `busy` where this address asks too much all the same; null where there is no
 * such thing for them.
 */
export async function readForEverybody<T>(question: string, ask: () => Promise<T>): Promise<T | "busy" | null> {
  try {
    const { kind } = await pageActor();
    return await (kind === "anonymous" ? (shared.get(question, ask) as Promise<T>) : ask());
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "TOO_MANY_REQUESTS") return "busy";
    if (NOTHING.includes(error.code)) return null;
    throw error;
  }
}
