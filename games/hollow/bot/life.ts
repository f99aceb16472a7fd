import { createRandom, type Random } from "../game/random.ts";
import { type BotLine, connect } from "./line.ts";
import { Mind } from "./mind.ts";
import { Senses } from "./senses.ts";

const FIRST = "Al Bren Cor Dag Ed Fen Gar Hal Is Jor Kel Lin Mar Ned Os Per Quin Ros Sel Tam Ul Vin Wil Yr".split(" ");
const LAST = "ric na win da mund ora eth lo mir wyn bert ska gar la ton iva".split(" ");
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;
const SILENCE_MS = 120_000;

export interface LifeOptions {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Mean milliseconds between two lines typed. */
  readonly paceMs: number;
  /** Mean seconds of a visit and of the pause after it. */
  readonly visitSec: number;
  readonly pauseSec: number;
  readonly seed: string;
}

export interface Life {
  readonly name: string;
  /** Says goodbye, quits, and is done when the line is down. */
  stop(): Promise<void>;
}

/** One player who comes, plays, goes and comes again, for ever. A server that is away is tried again, less and less often. */
export function startLife(index: number, options: LifeOptions, report: (text: string) => void): Life {
  const random = createRandom(`${options.seed} ${index}`);
  let name = nameOf(index);
  let mind = newMind(name, random);
  let backoffMs = FIRST_BACKOFF_MS;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let hangUp: (() => void) | null = null;
  let wake: () => void = () => {};

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, ms);
    });
  }

  async function live(): Promise<void> {
    // Not all at the door in the same second.
    await pause(random.next() * options.paceMs * Math.min(20, index + 1));
    while (!stopping) {
      const end = await visit();
      if (end === "name taken") {
        name = nameOf(index + 1_000 * random.whole(1, 400));
        mind = newMind(name, random);
      } else if (end === "quit") {
        backoffMs = FIRST_BACKOFF_MS;
        if (!stopping) await pause(options.pauseSec * 1000 * (0.5 + random.next()));
      } else {
        if (end === "played") backoffMs = FIRST_BACKOFF_MS;
        if (!stopping) await pause(backoffMs * (0.75 + random.next() / 2));
        backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2);
      }
    }
  }

  /** From connecting to the end of the line. */
  function visit(): Promise<"quit" | "played" | "failed" | "name taken"> {
    return new Promise((resolve) => {
      const senses = new Senses();
      const leaveAt = Date.now() + options.visitSec * 1000 * (0.5 + random.next());
      let playing = false;
      let quitting = false;
      let refused = false;
      let heardAt = Date.now();
      mind.wake();
      const line: BotLine = connect(
        options,
        (text) => {
          heardAt = Date.now();
          senses.feed(text);
          if (!playing) playing = answerDoor(senses, line);
        },
        () => {
          clearTimeout(timer);
          hangUp = null;
          resolve(refused ? "name taken" : quitting ? "quit" : playing ? "played" : "failed");
        },
      );
      hangUp = () => line.close();

      function answerDoor(from: Senses, to: BotLine): boolean {
        for (const notice of from.take()) {
          if (notice.kind === "question") to.send(/^By what name/.test(notice.text) ? name : options.password);
          if (notice.kind === "line" && /^Welcome/.test(notice.text)) return true;
          if (notice.kind === "line" && /not the password|taking that name|took that name/.test(notice.text))
            refused = true;
        }
        if (refused) to.close();
        return false;
      }

      function turn(): void {
        timer = setTimeout(turn, options.paceMs * (0.5 + random.next()));
        if (!playing) {
          if (Date.now() - heardAt > SILENCE_MS) line.close();
          return;
        }
        const calm = !senses.sight.fighting && !senses.sight.dead;
        if ((stopping || Date.now() > leaveAt) && (calm || stopping)) {
          if (!quitting) line.send(mind.farewell());
          quitting = true;
          line.send("quit");
          return;
        }
        const next = mind.next(senses);
        if (next !== null) line.send(next);
        else if (Date.now() - heardAt > SILENCE_MS) line.close();
      }
      turn();
    });
  }

  const done = live().catch((error: unknown) =>
    report(`${name} stopped: ${error instanceof Error ? error.message : String(error)}`),
  );
  return {
    get name() {
      return name;
    },
    async stop() {
      stopping = true;
      if (hangUp) setTimeout(() => hangUp?.(), 2_000).unref();
      else clearTimeout(timer);
      wake();
      await done;
    },
  };
}

/** A name for each number, letters only; far numbers get a third part so that they differ. */
function nameOf(index: number): string {
  const first = FIRST[index % FIRST.length] ?? "Al";
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length] ?? "ric";
  const third = index >= FIRST.length * LAST.length ? (LAST[Math.floor(index / 1_000) % LAST.length] ?? "") : "";
  return first + last + third;
}

function newMind(name: string, random: Random): Mind {
  return new Mind(name, random, { brave: random.next(), talkative: random.next() });
}
