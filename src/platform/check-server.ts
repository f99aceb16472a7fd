import pg from "pg";
import { OperatorError } from "./operator-error.ts";

const OLDEST_SERVER = 150_000;
const CONNECT_LIMIT_MS = 10_000;

/** The version in words of the PostgreSQL at DATABASE_URL. Throws OperatorError that says in one sentence why it cannot be used. */
export async function checkServer(url: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new OperatorError(
      "DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.",
    );
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new OperatorError(`The database of DATABASE_URL (${host}${pathname}) cannot be used: ${whyNot(error)}.`);
  }
  try {
    const { rows } = await client.query<{ number: number; name: string; user: string; mayCreate: boolean }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name, current_user AS "user",
         coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) AS "mayCreate"`,
    );
    const { number, name, user, mayCreate } = rows[0]!;
    if (number < OLDEST_SERVER)
      throw new OperatorError(`The database of DATABASE_URL is PostgreSQL ${name}: 15 or newer is needed.`);
    // From 15 on, nobody but the database's owner may do so unless told.
    if (!mayCreate)
      throw new OperatorError(
        `The database of DATABASE_URL (${host}${pathname}) cannot be used: ${user} may not make tables in its schema public; let ${user} own the database.`,
      );
    return name.split(" ")[0]!;
  } finally {
    await client.end();
  }
}

function whyNot(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as { code?: string; message: string };
  const reasons: Record<string, string> = {
    ECONNREFUSED: "nothing answers there",
    ENOTFOUND: "there is no such host",
    EAI_AGAIN: "the host's name could not be looked up",
    ETIMEDOUT: "it does not answer",
    // What pg says when its own limit has passed.
    "timeout expired": "it does not answer",
    "28P01": "user or password is wrong",
    "28000": "the server does not let this user in",
    "3D000": "there is no such database",
  };
  return reasons[code ?? message] ?? message;
}
