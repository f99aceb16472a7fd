import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConsoleEntry } from "./console-entry.ts";
import { ConsoleStore } from "./console-store.ts";

function line(seq: number, epoch = "e1") {
  return { epoch, seq, at: 1000 + seq, stream: "stdout" as const, text: `line ${seq}` };
}
function lines(from: number, to: number, epoch = "e1") {
  return Array.from({ length: to - from + 1 }, (_, index) => line(from + index, epoch));
}
function store(limit?: number) {
  return new ConsoleStore({ ...(limit && { limit }), schedule: (publish) => publish() });
}
function told(entries: readonly ConsoleEntry[]) {
  return entries.map((entry) => (entry.kind === "line" ? entry.seq : `${entry.reason}:${entry.from}-${entry.to}`));
}

describe("ConsoleStore", () => {
  it("keeps lines once, however often they come", () => {
    const console = store();
    console.add(lines(1, 3));
    console.add(lines(2, 4));
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, 3, 4]);
    expect(console.newest()).toEqual({ epoch: "e1", seq: 4 });
  });

  it("shows what is missing as a gap and closes it when the lines come", () => {
    const console = store();
    console.add([line(1), line(6)]);
    expect(told(console.getSnapshot().entries)).toEqual([1, "missed:2-5", 6]);
    console.add([line(4)]);
    expect(told(console.getSnapshot().entries)).toEqual([1, "missed:2-3", 4, "missed:5-5", 6]);
    console.add([line(5), line(3), line(2)]);
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(console.gaps()).toEqual([]);
  });

  it("takes a gap from the server, less what is here already", () => {
    const console = store();
    console.add(lines(1, 3));
    console.addGap({ epoch: "e1", from: 2, to: 9, reason: "slow_viewer" });
    console.addGap({ epoch: "e1", from: 10, to: 12, reason: "slow_viewer" });
    console.addGap({ epoch: "e1", from: 1, to: 3, reason: "slow_viewer" });
    console.add([line(13)]);
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, 3, "slow_viewer:4-12", 13]);
  });

  it("marks a new log without pretending that lines were lost", () => {
    const console = store();
    console.add(lines(1, 2));
    console.add(lines(1, 2, "e2"));
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, "new_log:null-null", 1, 2]);
    console.add([line(3)]);
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, 3, "new_log:null-null", 1, 2]);
    expect(console.gaps()).toEqual([]);
    expect(console.newest()).toEqual({ epoch: "e2", seq: 2 });
  });

  it("puts older lines in front and tells viewers to draw anew", () => {
    const console = store();
    console.add(lines(10, 12));
    const before = console.getSnapshot();
    console.add(lines(7, 9));
    const after = console.getSnapshot();
    expect(told(after.entries)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(after.shape).not.toBe(before.shape);
    expect(after.appended).toBe(before.appended);
    expect(console.oldest()).toEqual({ epoch: "e1", seq: 7 });
  });

  it("puts an older log in front of the one it knows", () => {
    const console = store();
    console.add(lines(1, 2, "e2"));
    console.addOlder(lines(7, 9));
    expect(told(console.getSnapshot().entries)).toEqual([7, 8, 9, "new_log:null-null", 1, 2]);
    expect(console.newest()).toEqual({ epoch: "e2", seq: 2 });
    expect(console.oldest()).toEqual({ epoch: "e1", seq: 7 });
  });

  it("leaves what viewers were given unchanged", () => {
    const console = store();
    console.add([line(1)]);
    console.addGap({ epoch: "e1", from: 2, to: 3, reason: "slow_viewer" });
    const before = console.getSnapshot();
    console.addGap({ epoch: "e1", from: 4, to: 9, reason: "slow_viewer" });
    expect(told(before.entries)).toEqual([1, "slow_viewer:2-3"]);
  });

  it("lets the oldest go at the limit and takes no older ones then", () => {
    const console = store(5);
    console.add(lines(1, 8));
    console.add(lines(1, 2));
    expect(told(console.getSnapshot().entries)).toEqual([4, 5, 6, 7, 8]);
    expect(console.getSnapshot().appended).toBe(8);
  });

  it("stands still while paused and has lost nothing after", () => {
    const console = store();
    console.add(lines(1, 2));
    console.pause();
    console.add(lines(3, 7));
    expect(told(console.getSnapshot().entries)).toEqual([1, 2]);
    expect(console.getSnapshot()).toMatchObject({ paused: true, held: 5 });
    console.resume();
    expect(told(console.getSnapshot().entries)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("tells viewers once for a burst", () => {
    const waiting: (() => void)[] = [];
    const console = new ConsoleStore({ schedule: (publish) => waiting.push(publish) });
    for (let seq = 1; seq <= 100; seq++) console.add([line(seq)]);
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    expect(console.getSnapshot().entries).toHaveLength(100);
  });

  it("ends with the same lines in whatever order they come", () => {
    const order = fc.shuffledSubarray(lines(1, 30), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 7 }), (shuffled, size) => {
        const console = store();
        for (let at = 0; at < shuffled.length; at += size) console.add(shuffled.slice(at, at + size));
        expect(told(console.getSnapshot().entries)).toEqual(lines(1, 30).map((each) => each.seq));
      }),
    );
  });

  it("covers every missing line by exactly one gap at any time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (seqs) => {
        const console = store();
        for (const seq of seqs) console.add([line(seq)]);
        const covered = console.getSnapshot().entries.flatMap((entry) => {
          if (entry.kind === "line") return [entry.seq];
          return lines(entry.from ?? 0, entry.to ?? 0).map((each) => each.seq);
        });
        expect(covered).toEqual(lines(Math.min(...seqs), Math.max(...seqs)).map((each) => each.seq));
      }),
    );
  });
});
