import * as z from "zod";
import { NodeId } from "#app/features/hosting/schema.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { LogDirectory, LogFile, LogMessage, LogPath } from "../schema.ts";
import { eachMachine, logRefusal, machinesOf, whyNothing } from "./machines.ts";

const MOST_FILES = 500;

export const directories = defineQuery({
  id: "logs.directories",
  summary: "List folders with logs on nodes",
  description:
    "Those that the machines' own settings let the panel read (GAMEKEEPER_LOG_ROOTS), with all below them. Where there is none, `message` says why.",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({ nodeId: NodeId.optional() }),
  output: z.object({ items: z.array(LogDirectory), message: LogMessage }),
  example: {},
  http: { method: "GET", path: "/logs/directories" },
  async run(context, { nodeId }) {
    const machines = await machinesOf(context, nodeId);
    const { answers, silent } = await eachMachine(machines, ({ id }) =>
      context.runtime.gateway.ask(id, "logs.directories", {}),
    );
    const items = answers.flatMap(({ machine, answer }) =>
      answer.directories.map(({ newestAt, ...directory }) => ({
        nodeId: machine.id,
        nodeName: machine.name,
        ...directory,
        newestAt: newestAt === null ? null : new Date(newestAt).toISOString(),
      })),
    );
    const roots = answers.reduce((sum, { answer }) => sum + answer.roots.length, 0);
    const isCut = answers.some(({ answer }) => answer.isCut);
    return { items, message: whyNothing(context, { machines: machines.length, roots, silent, isCut }) };
  },
});

export const files = defineQuery({
  id: "logs.files",
  summary: "List logs on nodes",
  description: "Newest first, of one folder (not of those below it) or of all that the machines let the panel read.",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({
    nodeId: NodeId.optional(),
    directory: LogPath.optional(),
    limit: z.coerce.number().int().min(1).max(MOST_FILES).default(100),
  }),
  output: z.object({ items: z.array(LogFile), isCut: z.boolean(), message: LogMessage }),
  errors: ["not_found"],
  example: {},
  http: { method: "GET", path: "/logs/files" },
  async run(context, { nodeId, directory, limit }) {
    const machines = await machinesOf(context, nodeId);
    const { answers, silent } = await eachMachine(machines, ({ id }) =>
      context.runtime.gateway.ask(id, "logs.files", { directory: directory ?? null, most: limit }),
    );
    const found = answers.filter(({ answer }) => answer.problem === null);
    const [refused] = answers.flatMap(({ answer }) => answer.problem ?? []);
    if (directory !== undefined && found.length === 0 && refused !== undefined && refused !== "no_roots")
      throw logRefusal(refused);
    const all = found
      .flatMap(({ machine, answer }) => answer.files.map((file) => ({ machine, file })))
      .sort((a, b) => b.file.modifiedAt - a.file.modifiedAt)
      .slice(0, limit);
    const imported = await importsOf(
      context,
      all.map(({ file }) => file.path),
    );
    const isCut =
      found.some(({ answer }) => answer.isCut) || found.flatMap(({ answer }) => answer.files).length > all.length;
    const items = all.map(({ machine, file }) => ({
      nodeId: machine.id,
      nodeName: machine.name,
      ...file,
      name: file.path.split(/[\\/]/).at(-1)!,
      modifiedAt: new Date(file.modifiedAt).toISOString(),
      importedAt: imported.get(`${machine.id}\n${file.path}`) ?? null,
    }));
    const roots = answers.filter(({ answer }) => answer.problem !== "no_roots").length;
    return { items, isCut, message: whyNothing(context, { machines: machines.length, roots, silent, isCut: false }) };
  },
});

/** When the caller last imported these, by node and path. */
async function importsOf({ db, actor }: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    z.object({ nodeId: z.string(), path: z.string(), at: z.date() }),
    sql`select "nodeId", path, max("finishedAt") as at from log_imports
        where "userId" = ${actor.userId} and state = 'done' and "nodeId" is not null and path = any(${[...paths]}::text[]) group by 1, 2`,
  );
  return new Map(found.map(({ nodeId, path, at }) => [`${nodeId}\n${path}`, iso(at)]));
}
