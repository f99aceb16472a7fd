import { createRequire } from "node:module";
import type { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { PrismaClient } from "#app/generated/prisma/client.ts";
import { databaseError } from "./database-away.ts";
import { type Sql, type SqlText, statementName } from "./sql.ts";
import { parseTimestamp } from "./timestamp.ts";

/** A transaction, or the database itself. */
export type Db = Sql;

export interface Database extends Db {
  /** Prisma's models on the same connections, outside of transactions. Loaded when first asked for: it takes more memory than all else of a process. */
  readonly prisma: PrismaClient;
  pool: pg.Pool;
  /** Runs `work` in one transaction: all of it is there afterwards, or nothing. Throws AppError `unavailable` where the database is away, as each statement does. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How long a call waits for a connection before it fails. */
const CONNECTION_WAIT_MS = 10_000;
/** A transaction holds locks: neither one statement of it nor the time between two may take longer. */
const BEGIN = "begin; set local statement_timeout = '20s'; set local idle_in_transaction_session_timeout = '20s'";
const require = createRequire(import.meta.url);

/** bigint columns are integers that JSON can carry; one that is too large for that is a fault to be seen, not rounded. */
function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`A bigint of the database is too large: ${text}`);
  return number;
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.TIMESTAMPTZ, parseTimestamp],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/** Opens the database at a URL. `max` bounds its connections. */
export function openDatabase(url: string, max = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    allowExitOnIdle: true,
    // Prisma writes times without a zone, and days begin in the session's: neither may be that of the server's country.
    onConnect: (client) => client.query("set timezone to 'UTC'").then(() => {}),
  });
  // An idle connection that breaks (PostgreSQL restarts) is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one that breaks while it is lent out, between two statements of a transaction; who holds it learns by its next statement.
  pool.on("connect", (client) => client.on("error", () => {}));
  let prisma: PrismaClient | undefined;
  return {
    get prisma() {
      prisma ??= openPrisma(pool);
      return prisma;
    },
    pool,
    ...sqlOf((statement) => pool.query(statement)),
    transaction: (work) => inTransaction(pool, work),
    async close() {
      await prisma?.$disconnect();
      await pool.end();
    },
  };
}

function openPrisma(pool: pg.Pool): PrismaClient {
  const { PrismaClient: Client } = require("../generated/prisma/client.ts") as {
    PrismaClient: new (options: { adapter: PrismaPg }) => PrismaClient;
  };
  const adapter = require("@prisma/adapter-pg") as { PrismaPg: typeof PrismaPg };
  return new Client({ adapter: new adapter.PrismaPg(pool, { disposeExternalPool: false }) });
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error) => {
    throw databaseError(error);
  });
  let isOpen = true;
  let broken: Error | undefined;
  const tx = sqlOf((statement) => {
    if (!isOpen) throw new Error("The transaction of this statement has ended.");
    return client.query(statement);
  });
  try {
    await client.query(BEGIN);
    const result = await work(tx);
    isOpen = false;
    const { command } = await client.query("commit");
    // What PostgreSQL answers where a statement failed and nobody minded.
    if (command !== "COMMIT") throw new Error("The transaction was rolled back: one of its statements had failed.");
    return result;
  } catch (error) {
    isOpen = false;
    await client.query("rollback").catch((problem) => {
      broken = problem;
    });
    throw databaseError(error);
  } finally {
    client.release(broken);
  }
}

/** Statements, each prepared once a connection under the name of its text. */
function sqlOf(query: (statement: pg.QueryConfig) => Promise<pg.QueryResult>): Sql {
  async function run({ text, values }: SqlText): Promise<pg.QueryResult> {
    try {
      return await query({ name: statementName(text), text, values: values as unknown[] });
    } catch (error) {
      throw databaseError(error);
    }
  }
  return {
    query: async (statement) => (await run(statement)).rows,
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}
