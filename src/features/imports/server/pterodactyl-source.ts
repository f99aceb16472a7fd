import { existsSync } from "node:fs";
import { OperatorError } from "#app/platform/operator-error.ts";
import type { ImportReport } from "../report.ts";
import { type ForeignTables, readMysql, withoutPassword } from "./foreign-tables.ts";
import { type ImportOptions, runImport } from "./frame.ts";
import { personAbove } from "./heliactyl/panel-below.ts";
import { PTERODACTYL_TABLES, pterodactylPanel } from "./pterodactyl.ts";
import { readMysqlDump } from "./sql-dump.ts";
import { takePanel } from "./take-panel.ts";

/** Imports a Pterodactyl out of its database or a dump of it. Throws OperatorError where it is none. */
export async function importPterodactyl(from: string, options: Omit<ImportOptions, "from">): Promise<ImportReport> {
  const isAddress = /^(mysql|mariadb):\/\//.test(from);
  if (!isAddress && !existsSync(from)) throw new OperatorError(`There is no file ${from}.`);
  const tables: ForeignTables = isAddress
    ? await readMysql(from.replace(/^mariadb:/, "mysql:"), PTERODACTYL_TABLES)
    : await readMysqlDump(from, PTERODACTYL_TABLES);
  const missing = ["users", "nodes", "servers", "eggs", "allocations"].filter((table) => !tables.has(table));
  if (missing.length > 0)
    throw new OperatorError(`This is no database of Pterodactyl: it has no ${missing.join(", ")}.`);
  const panel = pterodactylPanel(tables);
  return runImport({ ...options, from: isAddress ? withoutPassword(from) : from }, (into) =>
    takePanel(into, panel, (id) => personAbove(into.db, into.source, id)),
  );
}
