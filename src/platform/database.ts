import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "#app/generated/prisma/client.ts";
import { type Sql, type SqlText, statementName } from "./sql.ts";

/** A transaction, or the database itself: Prisma's models and plain statements on the same connections. */
export interface Db extends Sql {
  /** Prisma's models. Inside a transaction they belong to it. */
  prisma: Prisma.TransactionClient;
}

export interface Database extends Db {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** Runs `work` in one transaction: all of it is there afterwards, or nothing. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** bigint columns are integers that JSON can carry; one that is too large for that is a fault to be seen, not rounded. */
function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`A bigint of the database is too large: ${text}`);
  return number;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? safeInteger
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/** Opens the database at a URL. `max` bounds its connections. */
export function openDatabase(url: string, max = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max, types, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
  // An idle connection that breaks (PostgreSQL restarts) is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one that breaks while it is lent out, between two statements of a transaction; who holds it learns by its next statement.
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    ...sqlOfPool(pool),
    transaction: (work) =>
      prisma.$transaction(async (tx) => work({ prisma: tx, ...sqlOfPrisma(tx) }), { maxWait: 5_000, timeout: 20_000 }),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function sqlOfPool(pool: pg.Pool): Sql {
  async function run(statement: SqlText) {
    const { text } = statement;
    return pool.query({ name: statementName(text), text, values: statement.values as unknown[] });
  }
  return {
    query: async (statement) => (await run(statement)).rows,
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}

/** Statements inside Prisma's transaction, on its connection. */
function sqlOfPrisma(tx: Prisma.TransactionClient): Sql {
  return {
    async query(statement) {
      const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(statement.text, ...statement.values);
      for (const row of found)
        for (const key in row) if (typeof row[key] === "bigint") row[key] = safeInteger(String(row[key]));
      return found;
    },
    execute: (statement) => tx.$executeRawUnsafe(statement.text, ...statement.values),
  };
}
