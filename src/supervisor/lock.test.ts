import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLock, lockHolder, takeLock } from "./lock.ts";
import { processStartTime } from "./process-identity.ts";

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-lock-"));
  file = path.join(folder, "lock");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("is had by one at a time and given back by release", () => {
  const first = takeLock(file);
  if (!isLock(first)) throw new Error("a free lock was refused");
  expect(takeLock(file)).toMatchObject({ pid: process.pid });
  first.release();
  expect(lockHolder(file)).toBeNull();
  expect(isLock(takeLock(file))).toBe(true);
});

test("of a process that was killed is free again", async () => {
  const script = `
    const { takeLock } = await import(${JSON.stringify(path.join(import.meta.dirname, "lock.ts"))});
    takeLock(${JSON.stringify(file)});
    console.log("taken");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  expect(takeLock(file)).toMatchObject({ pid: child.pid });
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(isLock(takeLock(file))).toBe(true);
});

test("whose pid was given to another process since is free", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: `${processStartTime(process.pid)}0` }));
  expect(isLock(takeLock(file))).toBe(true);
});

test("with an unreadable holder is free", () => {
  writeFileSync(file, "{");
  expect(isLock(takeLock(file))).toBe(true);
});
