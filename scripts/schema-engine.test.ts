import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, readMigrations } from "#app/platform/migrate.ts";
import { type CommandResult, runPrisma } from "#app/supervisor/prisma-command.ts";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Thing {
  id   Int    @id
  name String @unique
}
`;
const FIRST = `-- It's a comment; with a semicolon
CREATE TABLE "Thing" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Thing_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "Thing_name_key" ON "Thing"("name");
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
`;

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-schema-"));
  writeFileSync(
    path.join(folder, "prisma.config.mjs"),
    `export default { schema: "schema.prisma", migrations: { path: "migrations" }, datasource: { url: process.env.DATABASE_URL } };`,
  );
  write("schema.prisma", SCHEMA);
  write("migrations/migration_lock.toml", 'provider = "postgresql"\n');
  write("migrations/20260101000000_first/migration.sql", FIRST);
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function prisma(args: string[], url = database.url): Promise<CommandResult> {
  return runPrisma([...args, "--config", path.join(folder, "prisma.config.mjs")], url);
}

function compare(): Promise<CommandResult> {
  const from = ["--from-migrations", path.join(folder, "migrations")];
  return prisma([
    "migrate",
    "diff",
    ...from,
    "--to-schema",
    path.join(folder, "schema.prisma"),
    "--script",
    "--exit-code",
  ]);
}

test("migrations that give the schema are told from those that don't", async () => {
  expect(await compare()).toMatchObject({ code: 0 });
  write("schema.prisma", SCHEMA.replace("@unique", "@unique\n  age Int?"));
  const difference = await compare();
  expect(difference.code).toBe(2);
  expect(difference.stdout).toContain('ALTER TABLE "Thing" ADD COLUMN     "age" INTEGER;');
});

test("a migration that does not run is an error, not a silent success", async () => {
  write("migrations/20260102000000_second/migration.sql", "CREATE TABLE oops (;");
  const difference = await compare();
  expect(difference.code).toBe(1);
  expect(difference.output).toContain("20260102000000_second");
});

test("a database that does not answer is named", async () => {
  const result = await prisma(["migrate", "status"], "postgresql://nobody:nothing@127.0.0.1:1/none");
  expect(result.code).toBe(1);
  expect(result.output).toContain("Can't reach database server at `127.0.0.1:1`");
});

test("Prisma and our own migrate accept each other's work", async () => {
  await migrate(database.url, readMigrations(path.join(folder, "migrations")));
  expect((await prisma(["migrate", "status"])).output).toContain("Database schema is up to date!");

  write("migrations/20260102000000_second/migration.sql", 'ALTER TABLE "Thing" ADD COLUMN "age" INTEGER;');
  const deployed = await prisma(["migrate", "deploy"]);
  expect(deployed).toMatchObject({ code: 0 });
  expect(await migrate(database.url, readMigrations(path.join(folder, "migrations")))).toEqual([]);
});
