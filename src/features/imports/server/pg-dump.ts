import { OperatorError } from "#app/platform/operator-error.ts";
import { dumpText } from "./dump-text.ts";
import { type ForeignRow, type ForeignTables, tablesOf } from "./foreign-tables.ts";
import { tableName } from "./postgres-tables.ts";

const CUT_OFF = "The dump is damaged or was cut off:";
/** A name as PostgreSQL writes it: in quotes where it is no plain word. */
const NAME = String.raw`(?:"(?:[^"]|"")+"|[^\s".,()]+)`;
const TABLE = `(?:(${NAME})\\.)?(${NAME})`;
const COPY = new RegExp(`^COPY ${TABLE} \\((.*)\\) FROM stdin;$`);
const CREATE = new RegExp(`^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?${TABLE} \\($`);
const INSERT = new RegExp(`^INSERT INTO ${TABLE} (?:\\((.*?)\\) )?(?:OVERRIDING SYSTEM VALUE )?VALUES\\s*`);

/**
 * Reads a dump of pg_dump in plain SQL (rows as COPY, which is how it writes them if not told otherwise, or as INSERT) without any database: rows of the tables
 * that are wanted, and how many the others have. Throws OperatorError for what is none, or was cut off.
 */
export async function readPgDump(file: string, wanted: readonly string[]): Promise<ForeignTables> {
  const columns = new Map<string, string[]>();
  const found = new Map<string, ForeignRow[]>();
  const counts = new Map<string, number>();
  const keep = (table: string, names: readonly string[] | undefined, values: (string | null)[]) => {
    counts.set(table, (counts.get(table) ?? 0) + 1);
    if (!wanted.includes(table)) return;
    if (names?.length !== values.length)
      throw new OperatorError(`${CUT_OFF} a row of ${table} has other columns than the table.`);
    const rows = found.get(table) ?? [];
    rows.push(Object.fromEntries(names.map((name, at) => [name, values[at]!])));
    found.set(table, rows);
  };
  let isOfPgDump = false;
  let isComplete = false;
  const lines = linesOf(file);
  for await (const line of lines) {
    if (/^(?:PGDMP|toc\.dat\0)/.test(line))
      throw new OperatorError(
        `${file} is in pg_dump's own form. Make plain SQL of it: pg_restore --file=panel.sql ${file}, then import panel.sql.`,
      );
    if (/^-- (?:MySQL|MariaDB) dump /.test(line))
      throw new OperatorError(`${file} is no dump of a PostgreSQL database, but of a MySQL or MariaDB.`);
    if (line === "-- PostgreSQL database dump") isOfPgDump = true;
    if (line === "-- PostgreSQL database dump complete") isComplete = true;
    const created = CREATE.exec(line);
    if (created) {
      const table = nameOf(created);
      columns.set(table, await columnsOf(lines));
      if (!counts.has(table)) counts.set(table, 0);
      continue;
    }
    const copied = COPY.exec(line);
    if (copied) {
      const table = nameOf(copied);
      if (!counts.has(table)) counts.set(table, 0);
      const names = namesIn(copied[3]!);
      for await (const row of copiedRows(lines)) keep(table, names, row);
      continue;
    }
    if (!line.startsWith("INSERT INTO ")) continue;
    const statement = await wholeStatement(line, lines);
    const inserted = INSERT.exec(statement);
    if (!inserted) throw new OperatorError(`${CUT_OFF} it has an INSERT that is none of pg_dump's.`);
    const table = nameOf(inserted);
    const names = inserted[3] === undefined ? columns.get(table) : namesIn(inserted[3]);
    for (const values of tuples(statement, inserted[0].length)) keep(table, names, values);
  }
  if (counts.size === 0)
    throw new OperatorError(`${file} is no dump of a PostgreSQL database in plain SQL: it has no table.`);
  if (isOfPgDump && !isComplete) throw new OperatorError(`${CUT_OFF} its last line is missing.`);
  return tablesOf(found, counts);
}

/** Lines that end with a line feed alone: a value may hold whatever else some take for the end of a line. */
async function* linesOf(file: string): AsyncGenerator<string, void, void> {
  let rest = "";
  /** Where a dump went through Windows, each of its lines ends so. */
  let end: string | undefined;
  for await (const chunk of dumpText(file)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    if (lines[0] !== undefined) end ??= lines[0].endsWith("\r") ? "\r" : "";
    for (const line of lines) yield end !== "" && line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest;
}

/** The next line, without ending the generator as a loop that is left would. */
async function next(lines: AsyncGenerator<string, void, void>): Promise<string | null> {
  const { value, done } = await lines.next();
  return done ? null : value;
}

function nameOf([, schema, table]: RegExpExecArray): string {
  return tableName(schema === undefined ? "public" : plain(schema), plain(table!));
}

function plain(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

function namesIn(list: string): string[] {
  return [...list.matchAll(new RegExp(NAME, "g"))].map(([name]) => plain(name));
}

/** The columns of a CREATE TABLE, one a line, up to the line that ends it. */
async function columnsOf(lines: AsyncGenerator<string, void, void>): Promise<string[]> {
  const names: string[] = [];
  const column = new RegExp(`^\\s+(${NAME}) `);
  for (let line = await next(lines); ; line = await next(lines)) {
    if (line === null) throw new OperatorError(`${CUT_OFF} a table does not end.`);
    if (line.startsWith(")")) return names;
    const name = column.exec(line)?.[1];
    if (name !== undefined && name !== "CONSTRAINT") names.push(plain(name));
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

async function* copiedRows(lines: AsyncGenerator<string, void, void>): AsyncGenerator<(string | null)[]> {
  for (let line = await next(lines); line !== "\\."; line = await next(lines)) {
    if (line === null) throw new OperatorError(`${CUT_OFF} the rows of a table do not end.`);
    yield line
      .split("\t")
      .map((text) => (text === "\\N" ? null : text.replaceAll(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign)));
  }
}

/** A statement whose strings may go over several lines. */
async function wholeStatement(first: string, lines: AsyncGenerator<string, void, void>): Promise<string> {
  const parts: string[] = [];
  let isInside = false;
  for (let line: string | null = first; ; line = await next(lines)) {
    if (line === null) throw new OperatorError(`${CUT_OFF} a row does not end.`);
    parts.push(line);
    for (let at = line.indexOf("'"); at >= 0; at = line.indexOf("'", at + 1)) isInside = !isInside;
    if (!isInside && line.endsWith(";")) return parts.join("\n");
  }
}

/** The rows of an INSERT, from the first bracket on. */
function* tuples(statement: string, from: number): Generator<(string | null)[]> {
  let at = from;
  while (statement[at] === "(") {
    const values: (string | null)[] = [];
    do {
      at += 1;
      const value = valueAt(statement, at);
      values.push(value.text);
      at = value.end;
    } while (statement[at] === ",");
    if (statement[at] !== ")") throw new OperatorError(`${CUT_OFF} a row does not end.`);
    yield values;
    at += 1;
    while (statement[at] === "," || statement[at]! <= " ") at += 1;
  }
}

/** One value of a row, as text, and where what follows it begins. */
function valueAt(statement: string, from: number): { text: string | null; end: number } {
  const at = statement[from] === " " ? from + 1 : from;
  if (statement[at] !== "'") {
    const [word] = /^[^,)]*/.exec(statement.slice(at, at + 400))!;
    return { text: word === "NULL" ? null : word, end: at + word.length };
  }
  let text = "";
  let begin = at + 1;
  for (;;) {
    const end = statement.indexOf("'", begin);
    if (end < 0) throw new OperatorError(`${CUT_OFF} a string does not end.`);
    text += statement.slice(begin, end);
    if (statement[end + 1] !== "'") return { text, end: end + 1 };
    text += "'";
    begin = end + 2;
  }
}
