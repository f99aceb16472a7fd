import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { Blueprint } from "../blueprint.ts";
import { mayManageServers } from "../policy.ts";
import { type ResolveProblem, resolveBlueprint } from "../resolve-blueprint.ts";
import { VariableValue } from "../variable.ts";
import { notTheirs, openVariables } from "./variables.ts";

export const Name = z.string().trim().min(1).max(64).describe("What people call it.");
export const Description = z.string().trim().max(500).describe("A note for whoever sees the server.");
/** Some may be secret, and only the blueprint knows which: the audit log gets none of what was sent, and what is no secret from `changed`. */
export const Variables = z.record(z.string().max(100), VariableValue);
export const LimitInput = {
  memoryMiB: z.int().min(16).max(1_048_576).optional().describe("Memory in MiB. Default: the blueprint's."),
  cpuPercent: z
    .int()
    .min(5)
    .max(25_600)
    .optional()
    .describe("CPU time in percent of one core. Default: the blueprint's."),
  diskMiB: z.int().min(16).max(16_777_216).optional().describe("Disk space in MiB. Default: the blueprint's."),
  processes: z.int().min(4).max(65_536).optional().describe("Processes and threads. Default: the blueprint's."),
};

/** As the documented body of other panels calls them. */
export const LimitNames = {
  memory: LimitInput.memoryMiB.describe("Another name of memoryMiB."),
  cpu: LimitInput.cpuPercent.describe("Another name of cpuPercent."),
  disk: LimitInput.diskMiB.describe("Another name of diskMiB."),
};

/** Refuses what the blueprint cannot be run with, all mistakes at once. */
export async function checkResolves({ db, runtime }: Context, serverId: string): Promise<void> {
  const Stored = z.object({
    document: Blueprint,
    variables: z.record(z.string(), VariableValue),
    memoryMiB: z.number(),
    cpuPercent: z.number(),
    diskMiB: z.number(),
    processes: z.number(),
    ports: z.array(z.object({ name: z.string(), port: z.number(), primary: z.boolean() })),
  });
  const {
    document,
    variables: stored,
    ports,
    ...limits
  } = (await row(
    db,
    Stored,
    sql`select "blueprintDocument" as document, variables, "memoryMiB", "cpuPercent", "diskMiB", processes,
          coalesce((select json_agg(json_build_object('name', a.name, 'port', a.port, 'primary', a."primary"))
            from allocations a where a."serverId" = s.id), '[]') as ports
        from servers s where id = ${serverId}`,
  ))!;
  const variables = openVariables(runtime.vault, document, stored);
  const allocations = ports.map((port) => ({ ...port, address: "0.0.0.0" }));
  const resolved = resolveBlueprint(document, { variables, allocations, limits });
  if ("problems" in resolved)
    throw new AppError("invalid_input", "servers.blueprint_problems", {}, resolved.problems.map(detail));
}

/** Some variables are for those who run the panel: others may not make them differ from what they are. */
export function refuseNotTheirs(
  { actor }: Context,
  blueprint: Pick<Blueprint, "variables">,
  before: Record<string, VariableValue>,
  after: Record<string, VariableValue>,
): void {
  if (mayManageServers(actor)) return;
  const keys = notTheirs(blueprint, before, after);
  if (keys.length === 0) return;
  throw new AppError(
    "forbidden",
    "forbidden",
    { permission: "servers:update" },
    keys.map((key) => ({
      path: `variables.${key}`,
      code: "not_editable",
      message: "Only those who run the panel set this.",
    })),
  );
}

function detail({ path, message }: ResolveProblem) {
  return { path: path.join("."), code: "blueprint", message };
}
