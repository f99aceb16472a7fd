import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import * as z from "zod";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { checkServer } from "#app/platform/check-server.ts";
import { type Env, env, home, setEnvironment } from "#app/platform/env.ts";
import { planMigrations } from "#app/platform/migrate.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { row, sql } from "#app/platform/sql.ts";
import { DATABASE_NAME, postgresFolder } from "#app/supervisor/layout.ts";
import { runningPostgresUrl, startPostgres } from "#app/supervisor/postgres.ts";

export interface Installation {
  runtime: OpenRuntime;
  /** Whoever holds the machine; the audit log names them. */
  operator: Actor;
  close(): Promise<void>;
}

/** The database's address: the configured one, or the embedded PostgreSQL's, which is started for the while if it is down. */
export async function databaseUrl(settings: Env = env()): Promise<{ url: string; stop(): Promise<void> }> {
  const keep = async () => {};
  if (settings.DATABASE_URL) {
    await checkServer(settings.DATABASE_URL);
    return { url: settings.DATABASE_URL, stop: keep };
  }
  const folder = postgresFolder(home(settings));
  if (!existsSync(folder))
    throw new OperatorError(
      `There is no installation in ${home(settings)} yet. Start the panel once with npm start, or set GAMEKEEPER_HOME.`,
    );
  const running = await runningPostgresUrl(folder, DATABASE_NAME);
  if (running) return { url: running, stop: keep };
  const started = await startPostgres({ folder, database: DATABASE_NAME });
  return { url: started.url, stop: () => started.stop() };
}

/** Opens the installation that the environment names, for commands that work on it directly. Says on stderr which one it is. */
export async function openInstallation(): Promise<Installation> {
  const { url, stop } = await databaseUrl();
  try {
    await refuseOtherRelease(url);
    return await open(url, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Throws OperatorError where the database is not what this release works on: empty, older or newer. */
async function refuseOtherRelease(url: string): Promise<void> {
  const { isEmpty, pending } = await planMigrations(url);
  if (isEmpty)
    throw new OperatorError("There is no installation in this database yet. Start the panel once with npm start.");
  if (pending.length > 0)
    throw new OperatorError(
      `The database is of an earlier release than this code (it lacks migration ${pending[0]!.name}): start the panel once with npm start.`,
    );
}

async function open(url: string, stop: () => Promise<void>): Promise<Installation> {
  const settings = setEnvironment({ DATABASE_URL: url, GAMEKEEPER_EMBEDDED: env().DATABASE_URL ? "0" : "1" });
  process.stderr.write(`Installation: ${home(settings)}\n`);
  const runtime = await openRuntime({ settings, connections: 3 });
  const account = await row(
    runtime.database,
    z.object({ id: z.string() }),
    sql`select id from users where kind = 'service' order by num limit 1`,
  );
  return {
    runtime,
    operator: operatorActor(account?.id ?? null, `${userInfo().username}@${hostname()}`),
    async close() {
      await runtime.close();
      await stop();
    },
  };
}
