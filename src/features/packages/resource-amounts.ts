import * as z from "zod";
import { NO_LIMIT } from "./resources.ts";

const amount = (of: string) => z.int().min(0).describe(`${of}; ${NO_LIMIT} is without a limit.`);
const limit = (of: string) => z.int().min(0).max(NO_LIMIT).describe(`${of}; ${NO_LIMIT} is without a limit.`);
const NOT_YET = "Not available yet: always 0.";

/** An amount of each resource, as every door shows it. */
export const ResourceAmounts = z.object({
  memoryMiB: amount("Memory in MiB"),
  diskMiB: amount("Disk space in MiB"),
  cpuPercent: amount("CPU time in percent of one core"),
  servers: amount("How many servers"),
  ports: amount("How many ports"),
  databases: z.int().describe(NOT_YET),
  backups: z.int().describe(NOT_YET),
});

/** What a package gives: all that is not said is none. */
export const ResourceLimits = z.strictObject({
  memoryMiB: limit("Memory in MiB"),
  diskMiB: limit("Disk space in MiB"),
  cpuPercent: limit("CPU time in percent of one core"),
  servers: limit("How many servers"),
  ports: limit("How many ports"),
});
