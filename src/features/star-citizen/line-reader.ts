import type { LogActor, LogFact } from "#app/features/star-citizen/log-fact.ts";

/** One reader for each opening: the words behind it are looked at by nobody else. */
export type LineReader = [opening: string, read: (line: string) => LogFact | null];

export function actor(name: string, id: string): LogActor {
  return { name, id: id === "" || id === "0" ? null : id };
}

export function orNull(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}
