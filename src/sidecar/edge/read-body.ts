import type { IncomingMessage } from "node:http";

/** What still comes of a body that was refused: so much is let run out, in so long, while it comes. */
const REST = { bytes: 32 * 1024 * 1024, totalMs: 5_000, silenceMs: 500 };

/** Why a body was not taken: too many bytes, too slow, or its sender went away before the end. */
export type BodyProblem = "too_large" | "too_slow" | "cut_short";

export class BodyError extends Error {
  readonly problem: BodyProblem;
  constructor(problem: BodyProblem) {
    super(problem);
    this.name = "BodyError";
    this.problem = problem;
  }
}

/** Whether a request says that it has a body. */
export function hasBody(incoming: IncomingMessage): boolean {
  const length = incoming.headers["content-length"];
  return (length !== undefined && length !== "0") || incoming.headers["transfer-encoding"] !== undefined;
}

/**
 * A request's whole body, of at most `maxBytes`, within `timeoutMs`; throws BodyError. Counted by the length it declares and as it arrives. Nothing is
 * handed on before the end has come: what runs on half a body does half of what was meant.
 */
export function readBody(incoming: IncomingMessage, maxBytes: number, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) return reject(new BodyError("too_large"));
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end(new BodyError("too_slow")), timeoutMs);
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) return end(new BodyError("too_large"));
      chunks.push(chunk);
    };
    const onEnd = () => end(null);
    const onCut = () => end(incoming.complete ? null : new BodyError("cut_short"));
    function end(error: BodyError | null): void {
      clearTimeout(timer);
      incoming.off("data", onData).off("end", onEnd).off("error", onCut).off("close", onCut);
      // What still comes must not break the process, nor be kept.
      incoming.on("error", () => {});
      if (error) {
        incoming.pause();
        reject(error);
      } else {
        resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
      }
    }
    incoming.on("data", onData).on("end", onEnd).on("error", onCut).on("close", onCut);
  });
}

/** Lets what still comes of a refused body run out, so that its sender reads the answer; cuts the connection of who sends too much, for too long or nothing. */
export function discardRest(incoming: IncomingMessage): void {
  const cut = () => incoming.socket.destroy();
  const late = setTimeout(cut, REST.totalMs);
  const silent = setTimeout(cut, REST.silenceMs);
  let bytes = 0;
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    silent.refresh();
    if (bytes > REST.bytes) cut();
  };
  const done = () => {
    clearTimeout(late);
    clearTimeout(silent);
    incoming.off("data", onData);
  };
  incoming.on("data", onData).once("end", done).once("close", done);
  incoming.resume();
}
