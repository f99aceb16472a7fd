import { WebSocket } from "ws";

/**
 * The viewers of bench/console.ts, in a process of their own so that their cost can be told from the panel's. They speak Engine.IO by hand: a client
 * library would cost more than all that is measured. Each checks that every line comes once and in order, or is announced as missing.
 */
interface Order {
  url: string;
  origin: string;
  cookies: string[];
  viewers: number;
  serverId: string;
}

interface Viewer {
  expected: number | null;
  lines: number;
  missing: number;
  unannounced: number;
}

const CONSOLE_LINES = '42["console.lines",';
const CONSOLE_GAP = '42["console.gap",';
const viewers: Viewer[] = [];
/** All get the same text: it is parsed once. */
const parsed = new Map<number, { length: number; count: number; at: number }>();
let latencies: number[] = [];
let bytes = 0;

process.on("message", (order: Order | "start" | "stop") => {
  if (order === "start") {
    for (const viewer of viewers) Object.assign(viewer, { lines: 0, missing: 0, unannounced: 0 });
    latencies = [];
    bytes = 0;
  } else if (order === "stop") {
    latencies.sort((a, b) => a - b);
    process.send!({
      lines: viewers.map(({ lines }) => lines),
      missing: viewers.reduce((sum, { missing }) => sum + missing, 0),
      unannounced: viewers.reduce((sum, { unannounced }) => sum + unannounced, 0),
      p50: latencies[Math.floor(latencies.length / 2)] ?? 0,
      p95: latencies[Math.floor(latencies.length * 0.95)] ?? 0,
      mib: bytes / 2 ** 20,
    });
  } else void open(order);
});

async function open({ url, origin, cookies, viewers: count, serverId }: Order): Promise<void> {
  for (let i = 0; i < count; i++) {
    await openOne(url, origin, cookies[i % cookies.length]!, serverId);
  }
  process.send!("open");
}

function openOne(url: string, origin: string, cookie: string, serverId: string): Promise<void> {
  const viewer: Viewer = { expected: null, lines: 0, missing: 0, unannounced: 0 };
  viewers.push(viewer);
  const ws = new WebSocket(`${url.replace("http", "ws")}/socket.io?EIO=4&transport=websocket`, {
    headers: { cookie, origin },
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve, reject) => {
    ws.on("error", reject);
    ws.on("close", (code) => {
      console.error(`a viewer was closed: ${code}`);
      process.exit(1);
    });
    ws.on("message", (data: Buffer) => {
      bytes += data.length;
      const text = data.toString("latin1");
      if (text.startsWith(CONSOLE_LINES)) return take(viewer, text);
      if (text.startsWith(CONSOLE_GAP)) {
        const { from, to } = JSON.parse(text.slice(2))[1];
        viewer.missing += to - from + 1;
        viewer.expected = to + 1;
      } else if (text.startsWith("0")) ws.send("40");
      else if (text.startsWith("40")) ws.send(`420["console.join",${JSON.stringify({ serverId })}]`);
      else if (text === "2") ws.send("3");
      else if (text.startsWith("430")) {
        if (!text.includes('"ok":true')) reject(new Error(text));
        resolve();
      } else if (text.startsWith("44")) reject(new Error(text));
    });
  });
}

function take(viewer: Viewer, text: string): void {
  const at = text.indexOf('"from":') + 7;
  const from = Number.parseInt(text.slice(at, at + 12), 10);
  let frame = parsed.get(from);
  if (frame?.length !== text.length) {
    const body = JSON.parse(text.slice(2))[1];
    frame = { length: text.length, count: body.lines.length, at: body.at + (body.offsets?.at(-1) ?? 0) };
    parsed.set(from, frame);
    if (parsed.size > 2_000) parsed.delete(parsed.keys().next().value!);
  }
  if (viewer.expected !== null && viewer.expected !== from) viewer.unannounced += Math.abs(from - viewer.expected);
  viewer.expected = from + frame.count;
  viewer.lines += frame.count;
  if (latencies.length < 200_000) latencies.push(Date.now() - frame.at);
}
