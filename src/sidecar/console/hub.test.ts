import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConsoleLine } from "#app/protocol/agent.ts";
import type { ToBrowser } from "#app/protocol/live.ts";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import { ConsoleHub } from "./hub.ts";
import type { ConsoleMessage, Viewer } from "./viewer.ts";

const SERVER = "srv_00000000000000000000000000000001";
const DROPPED_BYTES = 2 * 1024 * 1024;

/** A server's log as its agent has it: all lines, whatever a hub has seen of them. */
class Log {
  epoch = "first";
  lines: ConsoleLine[] = [];
  first = 1;

  get next(): number {
    return this.first + this.lines.length;
  }
  get bounds() {
    return { epoch: this.epoch, first: this.first, next: this.next };
  }
  write(count: number): ConsoleLine[] {
    const made = Array.from({ length: count }, (_, i) => ({
      seq: this.next + i,
      at: 1000 + i,
      text: `line ${this.next + i}`,
    }));
    this.lines.push(...made);
    return made;
  }
  from(seq: number, limit: number): ConsoleLine[] {
    const start = Math.max(0, seq - this.first);
    return this.lines.slice(start, start + limit);
  }
  forgetUpTo(seq: number): void {
    this.lines = this.lines.slice(seq - this.first + 1);
    this.first = seq + 1;
  }
}

/** A viewer that reads when it is told to, and checks that nothing is missing, twice or out of order. */
class Reader implements Viewer {
  backlog = 0;
  shared = false;
  lines: number[] = [];
  gaps: ToBrowser["console.gap"][] = [];
  epoch: string | null = null;
  expected: number | null = null;

  constructor(since: { epoch: string; seq: number } | null = null) {
    this.epoch = since?.epoch ?? null;
    this.expected = since ? since.seq + 1 : null;
  }
  tell<T extends ConsoleMessage>(type: T, body: ToBrowser[T]): void {
    if (type === "console.gap") this.gap(body as ToBrowser["console.gap"]);
    if (type !== "console.lines") return;
    const frame = body as ToBrowser["console.lines"];
    for (const { seq, text } of unpackLines(frame)) {
      if (this.expected !== null) expect(seq).toBe(this.expected);
      if (frame.epoch === "first") expect(text).toBe(`line ${seq}`);
      this.lines.push(seq);
      this.expected = seq + 1;
    }
    if (this.epoch !== null) expect(frame.epoch).toBe(this.epoch);
    this.epoch = frame.epoch;
  }
  gap(gap: ToBrowser["console.gap"]): void {
    this.gaps.push(gap);
    if (gap.reason !== "new_log" && this.expected !== null) expect(gap.from).toBe(this.expected);
    this.epoch = gap.epoch;
    this.expected = gap.to + 1;
  }
  backlogBytes(): number {
    return this.backlog;
  }
  setShared(shared: boolean): void {
    this.shared = shared;
  }
  /** Everything from here to the log's end was seen or announced as missing. */
  get upTo(): number {
    return this.expected ?? 0;
  }
}

function world(log = new Log()) {
  const readers = new Set<Reader>();
  const asked: number[] = [];
  let online = true;
  const hub = new ConsoleHub(
    SERVER,
    (_server, type, body) => {
      for (const reader of readers) if (reader.shared) reader.tell(type, body);
    },
    async (epoch, fromSeq, limit) => {
      await Promise.resolve();
      if (!online) throw new Error("offline");
      asked.push(fromSeq);
      return { bounds: log.bounds, lines: epoch === log.epoch ? log.from(Math.max(fromSeq, log.first), limit) : [] };
    },
    () => 1,
  );
  return {
    log,
    hub,
    asked,
    join(since: { epoch: string; seq: number } | null = null): Reader {
      const reader = new Reader(since);
      readers.add(reader);
      hub.join(reader, since, () => {});
      return reader;
    },
    leave(reader: Reader): void {
      readers.delete(reader);
      hub.leave(reader);
    },
    /** The way to the agent is there, with the newest of what was missed. */
    connect(tail = 2000): void {
      online = true;
      const position = hub.position ?? hub.wanted;
      const missed = position?.epoch === log.epoch && position.seq < log.next ? log.next - 1 - position.seq : 500;
      const count = Math.min(tail, missed, log.lines.length);
      hub.start(log.bounds, log.lines.slice(log.lines.length - count));
    },
    disconnect(): void {
      online = false;
      hub.setState("reconnecting");
    },
    write(count: number): void {
      const lines = log.write(count);
      if (hub.status.state === "connected") hub.frame({ epoch: log.epoch, from: lines[0]!.seq, lines });
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("did not come about");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("joining a console", () => {
  test("without a position gives the newest 500 lines and goes on", async () => {
    const { log, join, connect, write } = world();
    log.write(700);
    connect();
    const reader = join();
    write(3);
    await until(() => reader.upTo === log.next);
    expect(reader.lines).toEqual(numbers(201, 703));
    expect(reader.gaps).toEqual([]);
  });

  test("with a position gives exactly what came since, out of the agent's history where need be", async () => {
    const { log, join, connect, write, asked } = world();
    log.write(4000);
    connect();
    write(10);
    const reader = join({ epoch: "first", seq: 1000 });
    await until(() => reader.upTo === log.next);
    expect(reader.lines).toEqual(numbers(1001, 4010));
    expect(reader.gaps).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  test("with a position too far back gives a gap and the newest 500", async () => {
    const { log, join, connect } = world();
    log.write(20_000);
    connect();
    const reader = join({ epoch: "first", seq: 10 });
    await until(() => reader.upTo === log.next);
    expect(reader.gaps).toEqual([{ serverId: SERVER, epoch: "first", from: 11, to: 19_500, reason: "too_far" }]);
    expect(reader.lines).toEqual(numbers(19_501, 20_000));
  });

  test("with a position the log no longer has names what is gone", async () => {
    const { log, join, connect } = world();
    log.write(3000);
    log.forgetUpTo(2000);
    connect();
    const reader = join({ epoch: "first", seq: 1500 });
    await until(() => reader.upTo === log.next);
    expect(reader.gaps).toEqual([{ serverId: SERVER, epoch: "first", from: 1501, to: 2000, reason: "dropped" }]);
    expect(reader.lines).toEqual(numbers(2001, 3000));
  });

  test("with a position of another log gives a gap of reason new_log and the newest lines", async () => {
    const { log, join, connect } = world();
    log.write(5);
    connect();
    const reader = join({ epoch: "older", seq: 900 });
    await until(() => reader.upTo === log.next);
    expect(reader.gaps).toEqual([{ serverId: SERVER, epoch: "first", from: 1, to: 0, reason: "new_log" }]);
    expect(reader.lines).toEqual([1, 2, 3, 4, 5]);
  });

  test("before the agent is there waits for it, and misses nothing", async () => {
    const { log, join, connect } = world();
    log.write(50);
    const reader = join({ epoch: "first", seq: 40 });
    expect(reader.lines).toEqual([]);
    connect();
    await until(() => reader.upTo === log.next);
    expect(reader.lines).toEqual(numbers(41, 50));
  });

  test("is answered when the log is known, so that nobody hears of a node that is away and is not", async () => {
    const { log, hub, connect } = world();
    log.write(3);
    const heard: string[] = [];
    hub.join(new Reader(), null, () => heard.push(hub.status.state));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([]);
    connect();
    expect(heard).toEqual(["connected"]);
    expect(hub.bounds).toEqual(log.bounds);
  });

  test("while the node is away is answered after a second", async () => {
    const { hub } = world();
    const heard: string[] = [];
    hub.join(new Reader(), null, () => heard.push(hub.status.state));
    await until(() => heard.length > 0);
    expect(heard).toEqual(["reconnecting"]);
  });

  test("ahead of this hub, by another sidecar, waits until the hub has come as far", async () => {
    const { log, join, connect, hub, write } = world();
    log.write(10);
    connect();
    const unseen = log.write(5);
    const reader = join({ epoch: "first", seq: 14 });
    hub.frame({ epoch: "first", from: 11, lines: unseen });
    write(1);
    await until(() => reader.upTo === log.next);
    expect(reader.lines).toEqual([15, 16]);
  });
});

describe("a log that begins anew", () => {
  test("is a gap of reason new_log to everybody", async () => {
    const { log, join, connect, hub } = world();
    log.write(3);
    connect();
    const reader = join();
    await until(() => reader.upTo === 4);
    hub.frame({ epoch: "second", from: 1, lines: [{ seq: 1, at: 1, text: "anew" }] });
    await until(() => reader.epoch === "second" && reader.upTo === 2);
    expect(reader.gaps).toEqual([{ serverId: SERVER, epoch: "second", from: 1, to: 0, reason: "new_log" }]);
    expect(reader.lines).toEqual([1, 2, 3, 1]);
  });
});

describe("a way that is lost and found", () => {
  test("what came meanwhile is told, once", async () => {
    const { log, join, connect, disconnect, write } = world();
    connect();
    const reader = join();
    write(10);
    disconnect();
    write(3500);
    connect();
    write(2);
    await until(() => reader.upTo === log.next);
    expect(reader.lines).toEqual(numbers(1, 3512));
    expect(reader.gaps).toEqual([]);
  });

  test("a log that has lost its end is a new one, though its name is the same", async () => {
    const { log, join, connect, disconnect, write } = world();
    connect();
    const reader = join();
    write(10);
    await until(() => reader.upTo === 11);
    disconnect();
    log.lines.length = 5;
    connect();
    await until(() => reader.upTo === 6);
    expect(reader.gaps).toMatchObject([{ reason: "new_log" }]);
  });
});

describe("a slow viewer", () => {
  test("loses lines with a gap, and holds nobody up", async () => {
    const { log, join, connect, write } = world();
    connect();
    const quick = join();
    const slow = join();
    write(10);
    await until(() => quick.upTo === 11 && slow.upTo === 11);
    slow.backlog = DROPPED_BYTES;
    for (let i = 0; i < 10; i++) write(1000);
    await until(() => quick.upTo === log.next);
    expect(quick.gaps).toEqual([]);
    const seen = slow.lines.length;
    expect(seen).toBeLessThan(3000);
    slow.backlog = 0;
    write(1);
    await until(() => slow.upTo === log.next);
    expect(slow.gaps).toHaveLength(1);
    expect(slow.lines.length).toBeLessThan(seen + 5_001);
  });

  test("that drains while nothing new comes is brought up to date all the same", async () => {
    const { log, join, connect, write } = world();
    connect();
    const slow = join();
    write(10);
    await until(() => slow.upTo === 11);
    slow.backlog = DROPPED_BYTES;
    write(1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    write(1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    slow.backlog = 0;
    await until(() => slow.upTo === log.next);
    expect(slow.lines).toEqual(numbers(1, 12));
  });
});

test("whatever happens in whatever order, each line is seen once or announced as missing", async () => {
  const act = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant("write" as const), count: fc.integer({ min: 1, max: 900 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("join" as const), back: fc.option(fc.integer({ min: 0, max: 8000 })) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("cut" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("connect" as const), tail: fc.integer({ min: 0, max: 2000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("slow" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("quick" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("agentGap" as const), count: fc.integer({ min: 1, max: 300 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 20 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 40 }), async (acts) => {
      const made = world();
      const { log, hub } = made;
      let readers: Reader[] = [];
      for (const what of acts) {
        const [some] = readers;
        if (what.kind === "write") made.write(what.count);
        else if (what.kind === "join")
          readers.push(
            made.join(what.back === null ? null : { epoch: "first", seq: Math.max(0, log.next - 1 - what.back) }),
          );
        else if (what.kind === "leave" && some) {
          made.leave(some);
          readers = readers.slice(1);
        } else if (what.kind === "cut") made.disconnect();
        else if (what.kind === "connect") made.connect(what.tail);
        else if (what.kind === "slow" && some) some.backlog = DROPPED_BYTES;
        else if (what.kind === "quick") for (const reader of readers) reader.backlog = 0;
        else if (what.kind === "agentGap") {
          const lost = log.write(what.count);
          const [first] = lost;
          if (hub.status.state === "connected")
            hub.gap({ serverId: SERVER, epoch: "first", from: first!.seq, to: lost.at(-1)!.seq, reason: "slow_link" });
        } else if (what.kind === "wait") await new Promise((resolve) => setTimeout(resolve, what.ms));
      }
      for (const reader of readers) reader.backlog = 0;
      made.connect();
      made.write(1);
      await until(() => readers.every((reader) => reader.upTo === log.next));
      hub.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);
