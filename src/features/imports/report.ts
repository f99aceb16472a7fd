import * as z from "zod";
import { keepableText } from "#app/lib/text.ts";
import { Timestamp } from "#app/lib/time.ts";

/** What became of one kind of thing. */
const KindReport = z.object({
  kind: z.string().describe("What it is there: user, server, …"),
  read: z.int().describe("How many there are."),
  created: z.int(),
  changed: z.int().describe("Was here, and has now what the other system says."),
  unchanged: z.int().describe("Was here, and is as it was."),
  skipped: z.int().describe("Has no place here; see `problems` or `leftOut`."),
  failed: z.int().describe("Could not be taken in; see `problems`. The next import tries it again."),
});

/** One thing that was not taken in, or not wholly, and why. */
const Problem = z.object({ kind: z.string(), id: z.string(), why: z.string() });

/** Things of one sort that have no place here. */
const LeftOut = z.object({
  what: z.string(),
  why: z.string(),
  count: z.int(),
  examples: z.array(z.string()).describe("Of many some; never a value, as that may be a secret."),
});

/** What an import did with everything that it read: nothing is passed over in silence. */
export const ImportReport = z.object({
  source: z.string(),
  from: z.string(),
  dryRun: z.boolean().describe("True: all of it was tried and taken back."),
  startedAt: Timestamp,
  finishedAt: Timestamp,
  kinds: z.array(KindReport),
  problems: z.array(Problem),
  leftOut: z.array(LeftOut),
  toDo: z.array(z.string()).describe("What is left for the operator to do."),
});
export type ImportReport = z.output<typeof ImportReport>;

/** What became of one thing. */
export type Fate = "created" | "changed" | "unchanged" | "skipped" | "failed";

const EXAMPLES = 10;

/** Collects a report while an import goes on. */
export class ReportBuilder {
  readonly #kinds = new Map<string, z.output<typeof KindReport>>();
  readonly #problems: z.output<typeof Problem>[] = [];
  readonly #leftOut = new Map<string, z.output<typeof LeftOut>>();
  readonly #toDo = new Set<string>();

  count(kind: string, fate: Fate): void {
    const counted = this.#kinds.get(kind) ?? {
      ...{ kind, read: 0, created: 0, changed: 0, unchanged: 0, skipped: 0, failed: 0 },
    };
    counted.read += 1;
    counted[fate] += 1;
    this.#kinds.set(kind, counted);
  }

  problem(kind: string, id: string, why: string): void {
    this.#problems.push({ kind, id, why });
  }

  leftOut(what: string, why: string, example?: string): void {
    const found = this.#leftOut.get(`${what}\n${why}`) ?? { what, why, count: 0, examples: [] };
    found.count += 1;
    if (example !== undefined && found.examples.length < EXAMPLES) found.examples.push(example);
    this.#leftOut.set(`${what}\n${why}`, found);
  }

  toDo(sentence: string): void {
    this.#toDo.add(sentence);
  }

  built(about: Pick<ImportReport, "source" | "from" | "dryRun" | "startedAt" | "finishedAt">): ImportReport {
    // Names of another system may hold what no database keeps.
    return keepableText({
      ...about,
      kinds: [...this.#kinds.values()],
      problems: this.#problems,
      leftOut: [...this.#leftOut.values()],
      toDo: [...this.#toDo],
    });
  }
}
