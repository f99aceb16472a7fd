import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { openVault, type Vault } from "./crypto.ts";
import { type Env, home } from "./env.ts";
import { OperatorError } from "./operator-error.ts";
import { row, type Sql, sql } from "./sql.ts";

const FINGERPRINT = "secret fingerprint";
const Fact = z.object({ value: z.string() });

/** Where the installation's secret lies when the environment does not give it. */
export function secretFile(settings: Env): string {
  return path.join(home(settings), "secret");
}

/**
 * The vault under the installation's secret: GAMEKEEPER_SECRET, else the file in the data folder. The database remembers the secret's fingerprint, so
 * a process with another secret ends here and not at the first thing it cannot decrypt. A secret is made where none is and the database has never seen
 * one; with an external database only by hand, because a data folder that was lost must not look like a new installation.
 */
export async function openInstallationVault(settings: Env, db: Sql): Promise<Vault> {
  const known = await row(db, Fact, sql`select value from installation_facts where key = ${FINGERPRINT}`);
  const vault = openVault(settings.GAMEKEEPER_SECRET ?? readOrMake(settings, known !== null));
  if (known && known.value !== vault.keyId)
    throw new OperatorError(
      `The secret does not belong to this database (its fingerprint is ${known.value}, this one's is ${vault.keyId}). Set GAMEKEEPER_SECRET, or put the right file at ${secretFile(settings)}.`,
    );
  if (!known)
    await db.execute(
      sql`insert into installation_facts (key, value) values (${FINGERPRINT}, ${vault.keyId}) on conflict (key) do nothing`,
    );
  return vault;
}

function readOrMake(settings: Env, databaseHasOne: boolean): string {
  const file = secretFile(settings);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (databaseHasOne)
    throw new OperatorError(
      `The secret of this database is missing: set GAMEKEEPER_SECRET, or put its file at ${file}.`,
    );
  if (settings.DATABASE_URL && !settings.GAMEKEEPER_EMBEDDED)
    throw new OperatorError(
      "Set GAMEKEEPER_SECRET to at least 32 random characters and keep it: with your own database it is not made silently. `openssl rand -base64 32` makes one.",
    );
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
