import { existsSync } from "node:fs";
import { OperatorError } from "#app/platform/operator-error.ts";
import type { ImportReport } from "../../report.ts";
import { withoutPassword } from "../foreign-tables.ts";
import { otherTables } from "../foreign-values.ts";
import { type ImportOptions, runImport } from "../frame.ts";
import { readPgDump } from "../pg-dump.ts";
import { readPostgres } from "../postgres-tables.ts";
import { takePanel } from "../take-panel.ts";
import { FIRST_TABLES, firstPanel } from "./first.ts";
import { LEFT_OUT, OF_NO_ACCOUNT } from "./left-out.ts";
import { SECOND_TABLES, secondPanel } from "./second.ts";

/** Its two generations, by the tables that tell them from each other and from other panels, this one too. */
const GENERATIONS = [
  {
    needs: ["verifications", "users", "accounts", "nodes", "node_allocations", "blueprints", "servers"],
    read: SECOND_TABLES,
    panel: secondPanel,
  },
  {
    needs: ["verifications", "users", "accounts", "nodes", "allocations", "blueprints", "servers"],
    read: FIRST_TABLES,
    panel: firstPanel,
  },
];

/** Imports a StellarStack of either generation out of its database or a dump of it. Throws OperatorError where it is none. */
export async function importStellarstack(from: string, options: Omit<ImportOptions, "from">): Promise<ImportReport> {
  const isAddress = /^postgres(ql)?:\/\//.test(from);
  if (!isAddress && !existsSync(from)) throw new OperatorError(`There is no file ${from}.`);
  const wanted = GENERATIONS.flatMap(({ read }) => [...read]);
  const tables = isAddress ? await readPostgres(from, wanted) : await readPgDump(from, wanted);
  const generation = GENERATIONS.find(({ needs }) => needs.every((table) => tables.has(table)));
  if (!generation)
    throw new OperatorError(
      "This is no database of StellarStack: it has no verifications, users, accounts, nodes, blueprints and servers with allocations or node_allocations.",
    );
  const panel = {
    ...generation.panel(tables),
    leftOut: otherTables(tables, generation.read, LEFT_OUT, OF_NO_ACCOUNT),
  };
  return runImport({ ...options, from: isAddress ? withoutPassword(from) : from }, (into) => takePanel(into, panel));
}
