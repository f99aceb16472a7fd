import { Agent, request } from "node:http";

/** The header by which the parts of one installation know each other; its value is GAMEKEEPER_BOOT_SECRET. */
export const BOOT_HEADER = "x-gamekeeper-boot";

/** Where a sidecar answers what the other parts ask of the agents it holds. */
export const ASK_PATH = "/internal/agent/ask";

/** Where a sidecar takes live events to tell to those who listen there. */
export const LIVE_EVENTS_PATH = "/internal/events/live";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Why another part gave no answer: nobody was there, or the time was up. */
export class InternalCallError extends Error {
  readonly kind: "unreachable" | "timeout";
  constructor(kind: "unreachable" | "timeout", message: string) {
    super(message);
    this.name = "InternalCallError";
    this.kind = kind;
  }
}

/** Posts JSON to another part of the panel and gives its status and JSON. Throws InternalCallError. */
export function callInternal(
  url: string,
  secret: string,
  body: unknown,
  timeoutMs: number,
): Promise<{ status: number; body: unknown }> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      method: "POST",
      agent,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        [BOOT_HEADER]: secret,
      },
    });
    const timer = setTimeout(
      () => asking.destroy(new InternalCallError("timeout", `${url}: no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error instanceof InternalCallError ? error : new InternalCallError("unreachable", error.message));
    };
    asking.on("error", fail);
    asking.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", fail);
      answer.on("end", () => {
        clearTimeout(timer);
        try {
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
        } catch (error) {
          fail(error as Error);
        }
      });
    });
    asking.end(text);
  });
}
