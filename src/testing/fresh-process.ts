import { afterAll, vi } from "vitest";
import { setRuntime } from "#app/operation/runtime.ts";
import { alignClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";

/**
 * Vitest's setup of each file. The files share processes, as to load the panel's modules takes longer than what most of them test: what belongs to a process
 * is as it was when the next one comes. What is believed of a database for a while is kept by database, and each file has its own.
 */
const folder = process.cwd();
const environment = { ...process.env };
vi.resetConfig();

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  if (process.cwd() !== folder) process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  setRuntime(undefined);
  setEnvironment({});
  alignClock(new Date(0), 0);
});
