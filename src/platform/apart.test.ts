import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inOwnProcess, Overrun } from "./apart.ts";

const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-apart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that does this with its `input`. */
function program(name: string, work: string): string {
  const file = path.join(folder, `${name}.ts`);
  const answerParent = path.resolve("src/platform/answer-parent.ts");
  writeFileSync(
    file,
    `import { answerParent } from ${JSON.stringify(answerParent)};\nanswerParent((input) => ${work});\n`,
  );
  return file;
}

const LIMITS = { endMs: 20_000, memoryMiB: 64 };

describe("a program in a process of its own", () => {
  it("answers what it is asked, bytes too", async () => {
    const file = program("sum", "({ sum: input.reduce((a, b) => a + b, 0), same: input })");
    const answer = await inOwnProcess<{ sum: number; same: Uint8Array }>(file, Buffer.from([1, 2, 250]), LIMITS);
    expect(answer.sum).toBe(253);
    expect(Buffer.from(answer.same)).toEqual(Buffer.from([1, 2, 250]));
  });

  it("throws what it throws", async () => {
    const file = program("thrower", 'Promise.reject(new RangeError("too far"))');
    await expect(inOwnProcess(file, 1, LIMITS)).rejects.toThrow(/too far/);
  });

  it("is ended where it takes too long, in one step that nothing interrupts", async () => {
    const file = program("slow", "{ for (;;); }");
    await expect(inOwnProcess(file, 1, { ...LIMITS, endMs: 500 })).rejects.toThrow(Overrun);
  });

  it("takes nobody along that runs out of memory, also within one step of V8", async () => {
    const growing = program("growing", "{ const all = []; for (;;) all.push({ input }); }");
    await expect(inOwnProcess(growing, 1, LIMITS)).rejects.toThrow(Overrun);
    const atOnce = program("at-once", '"a,".repeat(50_000_000).split(",").map((part) => ({ part })).length');
    await expect(inOwnProcess(atOnce, 1, LIMITS)).rejects.toThrow(Overrun);
  });

  it("says what is wrong where there is no program", async () => {
    await expect(inOwnProcess(path.join(folder, "none.ts"), 1, LIMITS)).rejects.toThrow(/without an answer/);
  });
});
