import { newAnyLogReader } from "../any-log-reader.ts";
import { LogGame } from "../log-games.ts";
import type { LoggedDeath } from "../logged-facts.ts";
import type { FileToRead, LogTold } from "./read-log-file.ts";

/** What unpacks to far more than a log does was made to: the same bounds as on machines. */
const MOST_BYTES = 8 * 1024 ** 3;
const MOST_PACKED_TIMES = 300;
const FREE_BYTES = 64 * 1024 * 1024;
const TELL_EVERY_MS = 100;

const tell = (told: LogTold) => postMessage(told);

/** Reads one file where it lies, in a thread of its own, so that the page stays quick. Nothing of it leaves the browser from here. */
async function read({ file, how }: FileToRead): Promise<void> {
  if (file.size > MOST_BYTES) return tell({ kind: "refused", problem: "too_big" });
  const deaths: LoggedDeath[] = [];
  const games = how.games.flatMap((game) => LogGame.safeParse(game).data ?? []);
  const reader = newAnyLogReader({ ...how, games, name: file.name }, { kill: (death) => deaths.push(death) });
  let readBytes = 0;
  let told = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      readBytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const raw = file.stream().pipeThrough(counted);
  const isPacked = await packed(file);
  const stream = isPacked ? raw.pipeThrough(new DecompressionStream("gzip")) : raw;
  let bytes = 0;
  const source = stream.getReader();
  for (;;) {
    const { value, done } = await source.read();
    if (done) break;
    bytes += value.length;
    if (isPacked && (bytes > MOST_BYTES || bytes > FREE_BYTES + file.size * MOST_PACKED_TIMES)) {
      await source.cancel();
      return tell({ kind: "refused", problem: "too_big" });
    }
    reader.push(value);
    if (Date.now() - told > TELL_EVERY_MS) {
      told = Date.now();
      tell({ kind: "progress", readBytes });
    }
  }
  tell({ kind: "read", report: reader.end(), deaths });
}

async function packed(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

addEventListener("message", ({ data }: MessageEvent<FileToRead>) => {
  // A file that is cut short, changed meanwhile or taken away cannot be read on.
  read(data).catch(() => tell({ kind: "refused", problem: "damaged" }));
});
