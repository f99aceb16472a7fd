import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { Generation, Millis, ServerId } from "#app/features/hosting/schema.ts";
import { DesiredServer } from "#app/features/hosting/server-spec.ts";
import { ServerReport } from "#app/protocol/agent.ts";
import { readStored, storeFile } from "./stored-file.ts";

/** Where a run of the game begins or has ended in its console: before the line `seq`. */
export const RunMark = z.object({
  epoch: z.string(),
  seq: z.int().nonnegative(),
  mark: z.enum(["begin", "end"]),
  /** When it ended, by the clock of this machine; those of older agents have none. */
  at: Millis.optional(),
});
export type RunMark = z.infer<typeof RunMark>;

/** What the agent has to know of a server after a restart. One file a server, written in one step. */
export const ServerMemory = z.object({
  desired: DesiredServer,
  installedGeneration: Generation,
  /** See `Situation.heldAt`; -1 is never. */
  heldAt: z.int().min(-1),
  /** When it crashed lately, by the clock of this machine. */
  crashes: z.array(Millis),
  restartAt: Millis.nullable(),
  /**
   * The run whose end has not been reported. Written before it is launched, with `startedAt` (by the clock of this
   * machine) still null, and taken away by the report of its end.
   */
  run: z
    .object({
      generation: Generation,
      startedAt: Millis.nullable(),
      /** Whether it has been ready for players. */
      wasReady: z.boolean(),
      /** Where its first line is. */
      consoleEpoch: z.string(),
      consoleSeq: z.int(),
    })
    .nullable(),
  /** Where runs began and ended in the console, the newest last: what was read of a game belongs to one. */
  marks: z.array(RunMark).default([]),
  /** The last report, which has the observed state in it. */
  report: ServerReport.nullable(),
});
export type ServerMemory = z.infer<typeof ServerMemory>;

export function newMemory(desired: DesiredServer): ServerMemory {
  return {
    desired,
    installedGeneration: 0,
    heldAt: -1,
    crashes: [],
    restartAt: null,
    run: null,
    marks: [],
    report: null,
  };
}

export function readMemory(agentHome: string, serverId: string): ServerMemory | null {
  return readStored(memoryFile(agentHome, serverId), ServerMemory);
}

export function storeMemory(agentHome: string, memory: ServerMemory): void {
  const file = memoryFile(agentHome, memory.desired.serverId);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  storeFile(file, JSON.stringify(memory));
}

export function forgetMemory(agentHome: string, serverId: string): void {
  fs.rmSync(memoryFile(agentHome, serverId), { force: true });
}

/** The servers this agent remembers. */
export function rememberedServers(agentHome: string): string[] {
  const folder = path.join(agentHome, "memory");
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .filter((name) => ServerId.safeParse(name).success);
}

function memoryFile(agentHome: string, serverId: string): string {
  return path.join(agentHome, "memory", `${serverId}.json`);
}
