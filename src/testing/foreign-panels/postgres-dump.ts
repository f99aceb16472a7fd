import pg from "pg";

const ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

/** A database as pg_dump writes it in plain SQL, rows as COPY or as INSERT; what has nothing to do with reading it is left out. */
export async function dumpOf(url: string, rowsAs: "copy" | "insert" | "named insert"): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig,
  });
  await client.connect();
  try {
    const written = ["--", "-- PostgreSQL database dump", "--", "", "SET standard_conforming_strings = on;", ""];
    const columns = await client.query<{ table: string; names: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names
       from information_schema.columns where table_schema in ('public', 'drizzle') group by 1 order by 1`,
    );
    for (const { table, names } of columns.rows)
      written.push(
        `CREATE TABLE ${table} (`,
        ...names.split(", ").map((name) => `    ${name} text DEFAULT ''::text NOT NULL,`),
        "    CONSTRAINT one CHECK (true)",
        ");",
        "",
      );
    for (const { table, names } of columns.rows) {
      const { rows } = await client.query<(string | null)[]>({
        text: `select ${names} from ${table}`,
        rowMode: "array",
      });
      if (rowsAs === "copy") {
        written.push(`COPY ${table} (${names}) FROM stdin;`);
        for (const row of rows) written.push(row.map(copied).join("\t"));
        written.push("\\.", "");
      } else
        for (const row of rows)
          written.push(
            `INSERT INTO ${table} ${rowsAs === "insert" ? "" : `(${names}) `}VALUES (${row.map(quoted).join(", ")});`,
          );
    }
    return [...written, "--", "-- PostgreSQL database dump complete", "--", "", ""].join("\n");
  } finally {
    await client.end();
  }
}

function copied(value: string | null): string {
  return value === null ? "\\N" : value.replaceAll(/[\b\f\n\r\t\v\\]/g, (sign) => ESCAPES[sign]!);
}

function quoted(value: string | null): string {
  if (value === null) return "NULL";
  if (value === "t" || value === "f") return value === "t" ? "true" : "false";
  return /^-?\d+(\.\d+)?$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
