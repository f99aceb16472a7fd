/**
 * npm run migration -- <name>   Writes prisma/migrations/<time>_<name>/migration.sql: what leads from the migrations
 *                               there are to the schema. Read it before you commit it.
 * npm run drift                 Fails if the migrations, run one after the other, do not give the schema, or if the
 *                               generated client is not of this schema.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CommandResult, isClientFresh, runPrisma } from "#app/supervisor/prisma-command.ts";
import { withThrowawayPostgres } from "./throwaway-postgres.ts";

const MIGRATIONS = path.resolve("prisma/migrations");
const IS_EMPTY = 0;
const IS_DIFFERENT = 2;

function compare(...flags: string[]): Promise<CommandResult> {
  const args = ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema"];
  return withThrowawayPostgres((url) => runPrisma([...args, "--exit-code", ...flags], url));
}

async function writeMigration(name: string): Promise<number> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error("Give the migration a name of small letters, digits and _: npm run migration -- add_tickets");
    return 1;
  }
  mkdirSync(MIGRATIONS, { recursive: true });
  const difference = await compare("--script");
  if (difference.code === IS_EMPTY) {
    console.log("The migrations give the schema already: nothing to write.");
    return 0;
  }
  if (difference.code !== IS_DIFFERENT) {
    console.error(difference.output);
    return 1;
  }
  const folder = path.join(MIGRATIONS, `${nextTime()}_${name}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "migration.sql"), difference.stdout);
  writeFileSync(path.join(MIGRATIONS, "migration_lock.toml"), 'provider = "postgresql"\n');
  console.log(`Wrote ${path.relative(".", folder)}/migration.sql`);
  return 0;
}

/** UTC as 20260102030405, and later than every migration there is: their order is their names'. */
function nextTime(): string {
  const now = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const last = readdirSync(MIGRATIONS)
    .map((entry) => /^\d{14}/.exec(entry)?.[0] ?? "")
    .sort()
    .at(-1);
  return last && last >= now ? String(BigInt(last) + 1n) : now;
}

async function reportDrift(): Promise<number> {
  if (!isClientFresh()) {
    console.error("The generated client is not of this schema: npm run generate");
    return 1;
  }
  const difference = await compare();
  if (difference.code === IS_EMPTY) return 0;
  console.error(difference.output);
  if (difference.code === IS_DIFFERENT)
    console.error("The migrations do not give the schema: npm run migration -- <what_changed>");
  return 1;
}

const [command, name = ""] = process.argv.slice(2);
process.exitCode = command === "drift" ? await reportDrift() : await writeMigration(command === "new" ? name : "");
