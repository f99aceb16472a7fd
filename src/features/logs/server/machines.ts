import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError, type ErrorCode } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, sql } from "#app/platform/sql.ts";
import type { LogProblem } from "#app/protocol/agent-logs.ts";

export interface Machine {
  id: string;
  name: string;
}

/** The nodes whose logs the caller may see: all, if they may see nodes. */
export async function machinesOf({ db, actor }: Pick<Context, "db" | "actor">, nodeId?: string): Promise<Machine[]> {
  if (!may(actor, "nodes:read")) return [];
  return await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select id, name from nodes where "enrolledAt" is not null and (${nodeId ?? null}::text is null or id = ${nodeId ?? null}) order by name, id`,
  );
}

/** Asks machines the same and gives what those said that answered, with the names of those that did not. */
export async function eachMachine<T>(
  machines: readonly Machine[],
  ask: (machine: Machine) => Promise<T>,
): Promise<{ answers: { machine: Machine; answer: T }[]; silent: string[] }> {
  const silent: string[] = [];
  const answers = await Promise.all(
    machines.map(async (machine) => {
      try {
        return { machine, answer: await ask(machine) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        silent.push(machine.name);
        return null;
      }
    }),
  );
  return { answers: answers.filter((each) => each !== null), silent };
}

/** Why there is nothing to show, in words for whoever asks; null where there is. */
export function whyNothing(
  context: Pick<Context, "actor">,
  { machines, roots, silent, isCut }: { machines: number; roots: number; silent: readonly string[]; isCut: boolean },
): string | null {
  if (!may(context.actor, "nodes:read"))
    return "Logs on nodes are shown to who may see nodes (nodes:read). Your own logs can be imported in the browser or by gamekeeper logs import.";
  if (machines === 0) return "No node has joined this panel.";
  if (silent.length === 0 && roots === 0)
    return "No node has a folder of logs: name some in GAMEKEEPER_LOG_ROOTS where its agent runs. Your own logs can be imported in the browser or by gamekeeper logs import.";
  if (silent.length > 0) return `These nodes did not answer: ${silent.join(", ")}.`;
  return isCut ? "There is more than is looked at: name folders that lie deeper in GAMEKEEPER_LOG_ROOTS." : null;
}

const REFUSALS: Record<LogProblem, [ErrorCode, string]> = {
  no_roots: ["not_found", "logs.unknown"],
  outside: ["not_found", "logs.unknown"],
  not_found: ["not_found", "logs.unknown"],
  no_file: ["conflict", "logs.no_file"],
  no_access: ["conflict", "logs.no_access"],
  too_big: ["conflict", "logs.too_big"],
  damaged: ["conflict", "logs.damaged"],
};

/** What an agent does not read, as the caller is told: what lies outside of its folders reads as if it were not there. */
export function logRefusal(problem: LogProblem): AppError {
  return new AppError(...REFUSALS[problem]);
}

/** Whether one path of a machine lies below another, as text: the agent itself judges by where links lead. */
function isUnder(folder: string, path: string): boolean {
  return (
    path === folder ||
    path.startsWith(folder.endsWith("/") || folder.endsWith("\\") ? folder : `${folder}/`) ||
    path.startsWith(`${folder}\\`)
  );
}

/** The node that a path is on: the one that is named, else the one whose folders hold it. Throws AppError `not_found`. */
export async function machineOf(
  context: Pick<Context, "db" | "actor" | "runtime">,
  { nodeId, path }: { nodeId?: string | undefined; path: string },
): Promise<Machine> {
  const machines = await machinesOf(context, nodeId);
  if (nodeId !== undefined) {
    if (machines.length === 0) throw new AppError("not_found", "logs.unknown");
    return machines[0]!;
  }
  const { answers } = await eachMachine(machines, ({ id }) => context.runtime.gateway.ask(id, "logs.directories", {}));
  const found = answers.find(({ answer }) => answer.roots.some((root) => isUnder(root, path)));
  if (!found) throw new AppError("not_found", "logs.unknown");
  return found.machine;
}
