import http from "node:http";
import https from "node:https";

/** What the panel answered. `body` is its `data`, or the code, reason and message of its error. */
export interface Answer {
  status: number;
  body: unknown;
  error: { code: string; reason: string; message: string } | null;
}

/** A panel that does not answer in this time is away. */
const ANSWER_MS = 15_000;
/** A stream that says nothing for so long, pings included, is dead. */
const SILENT_MS = 15_000;

/** Calls to one panel by one key, over kept connections. Node's own client alone: a game may be small. */
export class PanelHttp {
  readonly #base: URL;
  readonly #key: string;
  readonly #client: typeof http | typeof https;
  readonly #agent: http.Agent;

  constructor(url: string, key: string) {
    this.#base = new URL(url.endsWith("/") ? url : `${url}/`);
    this.#key = key;
    this.#client = this.#base.protocol === "https:" ? https : http;
    this.#agent = new this.#client.Agent({ keepAlive: true, maxSockets: 4 });
  }

  /** POSTs to a path below /api/v1. Rejects where nothing answered. */
  post(path: string, body: unknown): Promise<Answer> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
      const request = this.#request("POST", path, headers, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve(answerOf(response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8"))));
      });
      request.setTimeout(ANSWER_MS, () => request.destroy(new Error("the panel did not answer in time")));
      request.on("error", reject);
      request.end(text);
    });
  }

  /** Follows a stream of Server-Sent Events; `ended` is called once, whatever ends it. Returns the way to stop. */
  follow(
    path: string,
    on: { event(type: string, data: unknown): void; ended(status: number | null): void },
  ): () => void {
    let isOver = false;
    const end = (status: number | null) => {
      if (isOver) return;
      isOver = true;
      request.destroy();
      on.ended(status);
    };
    const request = this.#request("GET", path, { accept: "text/event-stream" }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        return end(response.statusCode ?? null);
      }
      response.setEncoding("utf8");
      let rest = "";
      response.on("data", (chunk: string) => {
        const blocks = (rest + chunk).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) if (!isOver) readEvent(block, on.event);
      });
      response.on("error", () => end(null));
      response.on("close", () => end(null));
    });
    request.setTimeout(SILENT_MS, () => end(null));
    request.on("error", () => end(null));
    request.end();
    return () => {
      isOver = true;
      request.destroy();
    };
  }

  close(): void {
    this.#agent.destroy();
  }

  #request(
    method: string,
    path: string,
    headers: http.OutgoingHttpHeaders,
    take: (response: http.IncomingMessage) => void,
  ): http.ClientRequest {
    const url = new URL(`api/v1${path}`, this.#base);
    const agent = method === "POST" ? { agent: this.#agent } : {};
    return this.#client.request(
      url,
      { method, ...agent, headers: { ...headers, authorization: `Bearer ${this.#key}` } },
      take,
    );
  }
}

function answerOf(status: number, text: string): Answer {
  let read: { data?: unknown; error?: Answer["error"] } = {};
  try {
    read = text === "" ? {} : JSON.parse(text);
  } catch {
    // Whatever stands between us and the panel speaks otherwise; the status says enough.
  }
  return { status, body: read.data ?? null, error: read.error ?? null };
}

function readEvent(block: string, tell: (type: string, data: unknown) => void): void {
  let type = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) type = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).trim());
  }
  if (data.length === 0) return;
  try {
    tell(type, JSON.parse(data.join("\n")));
  } catch {
    // What cannot be read is not for us.
  }
}
