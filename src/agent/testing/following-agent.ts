/**
 * Stands for an agent in tests that kill it: follows the log of a home, and hands on each frame as one line of JSON in an
 * append-only file. Like the real one it takes up where its reader was: it asks its log for what the file does not have.
 *
 * Arguments: the home, the file.
 */
import fs from "node:fs";
import { ConsoleLog } from "../console/console-log.ts";
import { type Frame, isGap } from "../console/frame.ts";
import { adopt } from "../runtime/launch.ts";

const [home = "", delivered = ""] = process.argv.slice(2);

function lastDelivered(): number {
  fs.appendFileSync(delivered, "");
  const whole = fs.readFileSync(delivered, "utf8");
  // A frame that the kill has torn was not delivered.
  const end = whole.lastIndexOf("\n") + 1;
  if (end < whole.length) fs.truncateSync(delivered, end);
  const last = whole.slice(0, end).trimEnd().split("\n").at(-1);
  if (!last) return 0;
  const frame = JSON.parse(last) as Frame;
  return frame.from + frame.lines.length - 1;
}

function deliver(frame: Frame): void {
  if (frame.lines.length > 0) fs.appendFileSync(delivered, `${JSON.stringify(frame)}\n`);
}

const game = await adopt(home);
const log = await ConsoleLog.open(home);
let next = lastDelivered() + 1;
while (next <= log.lastSeq) {
  const answer = await log.range({ fromSeq: next, limit: 5000 });
  if (isGap(answer)) throw new Error(`A gap: ${JSON.stringify(answer)}`);
  deliver(answer);
  next = answer.from + answer.lines.length;
}
log.on("lines", deliver);
const exit = await game?.exited;
await log.drain();
fs.writeFileSync(`${delivered}.exit`, JSON.stringify(exit));
log.close();
