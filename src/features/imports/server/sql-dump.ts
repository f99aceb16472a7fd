import { OperatorError } from "#app/platform/operator-error.ts";
import { dumpText } from "./dump-text.ts";
import { type ForeignRow, type ForeignTables, tablesOf } from "./foreign-tables.ts";

/** What mysqldump and mariadb-dump write first and last. */
const BEGIN = /^-- (?:MySQL|MariaDB) dump /m;
const END = /^-- Dump completed/m;

/** Reads a dump of mysqldump, mariadb-dump or phpMyAdmin without any database: rows of the tables that are wanted, and how many the others have. */
export async function readMysqlDump(file: string, wanted: readonly string[]): Promise<ForeignTables> {
  const columns = new Map<string, string[]>();
  const found = new Map<string, ForeignRow[]>();
  const counts = new Map<string, number>();
  for await (const statement of statements(file)) {
    const created = /^CREATE TABLE (?:IF NOT EXISTS )?[`"]([^`"]+)[`"] \(/i.exec(statement);
    if (created) {
      columns.set(
        created[1]!,
        [...statement.matchAll(/^\s+[`"]([^`"]+)[`"] /gm)].map(([, name]) => name!),
      );
      if (!counts.has(created[1]!)) counts.set(created[1]!, 0);
      continue;
    }
    const inserted = /^(?:INSERT|REPLACE)(?: IGNORE)? INTO [`"]?([^`" (]+)[`"]?\s*(?:\(([^)]*)\))?\s*VALUES\s*/i.exec(
      statement,
    );
    if (!inserted) continue;
    const [head, table, named] = inserted as unknown as [string, string, string | undefined];
    const names = named ? named.split(",").map((name) => name.trim().replaceAll(/[`"]/g, "")) : columns.get(table);
    const isWanted = wanted.includes(table);
    if (isWanted && !names)
      throw new OperatorError(`The dump has rows of ${table} before it says which columns those have.`);
    const rows = found.get(table) ?? [];
    let count = 0;
    for (const values of tuples(statement, head.length)) {
      count += 1;
      if (isWanted) rows.push(Object.fromEntries(names!.map((name, at) => [name, values[at] ?? null])));
    }
    counts.set(table, (counts.get(table) ?? 0) + count);
    if (isWanted) found.set(table, rows);
  }
  if (counts.size === 0)
    throw new OperatorError(`${file} is no dump of a MySQL or MariaDB database: it makes no table.`);
  return tablesOf(found, counts);
}

/** The statements of a dump, without their semicolons and the comments before them. A `;` in a string or a name ends none. */
async function* statements(file: string): AsyncGenerator<string> {
  let text = "";
  let hasEnd: boolean | undefined;
  for await (const chunk of dumpText(file)) {
    text += chunk;
    hasEnd ??= text === "" ? undefined : BEGIN.test(text.slice(0, 1000));
    let from = 0;
    for (let end = endOf(text, from); end >= 0; end = endOf(text, from)) {
      yield withoutComments(text.slice(from, end));
      from = end + 1;
    }
    text = text.slice(from);
  }
  if (hasEnd && !END.test(text))
    throw new OperatorError("The dump is damaged or was cut off: its last line is missing.");
  // What was kept back in case that the next chunk says how it is meant.
  const end = endOf(`${text}\n\n`, 0);
  yield withoutComments(end < 0 ? text : text.slice(0, end));
}

function withoutComments(statement: string): string {
  return statement.replace(/^(?:\s|\/\*[\s\S]*?\*\/|-- [^\n]*\n|--\n|#[^\n]*\n)+/, "");
}

/** Where the statement ends that is being read from here; -1: not within this text. */
function endOf(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length - 2; at++) {
    const sign = text[at]!;
    if (quote !== "") {
      if (sign === "\\" && quote !== "`") at += 1;
      else if (sign === quote) quote = "";
    } else if (sign === "'" || sign === '"' || sign === "`") quote = sign;
    else if ((sign === "-" && text[at + 1] === "-" && text[at + 2]! <= " ") || sign === "#") {
      const end = text.indexOf("\n", at);
      if (end < 0) return -1;
      at = end;
    } else if (sign === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return -1;
      at = end + 1;
    } else if (sign === ";") return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { "0": "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\x1a" };

/** The rows of an INSERT, from the first bracket on. */
function* tuples(statement: string, from: number): Generator<(string | null)[]> {
  let at = from;
  while (at < statement.length) {
    const sign = statement[at]!;
    if (sign !== "(") {
      // What follows the last row: ON DUPLICATE KEY …
      if (sign !== "," && sign > " ") return;
      at += 1;
      continue;
    }
    const values: (string | null)[] = [];
    at += 1;
    for (;;) {
      const value = valueAt(statement, at);
      values.push(value.text);
      at = value.end;
      if (statement[at] === ")") break;
      if (statement[at] !== ",") throw new OperatorError("The dump is damaged or was cut off: a row does not end.");
      at += 1;
    }
    at += 1;
    yield values;
  }
}

/** One value of a row, as text, and where what follows it begins. */
function valueAt(statement: string, from: number): { text: string | null; end: number } {
  let at = from;
  while (statement[at]! <= " ") at += 1;
  // A string with its character set before it.
  const marked = /^_[a-z0-9]+ ?(?=')/i.exec(statement.slice(at, at + 40));
  if (marked) at += marked[0].length;
  if (statement[at] !== "'") {
    let end = at;
    while (end < statement.length && statement[end] !== "," && statement[end] !== ")") end += 1;
    const word = statement.slice(at, end).trim();
    if (/^NULL$/i.test(word)) return { text: null, end };
    const hex = /^0x((?:[0-9a-f]{2})+)$/i.exec(word);
    return { text: hex ? Buffer.from(hex[1]!, "hex").toString("utf8") : word, end };
  }
  let text = "";
  let begin = at + 1;
  for (at = begin; at < statement.length; at++) {
    const sign = statement[at];
    if (sign === "\\") {
      const next = statement[at + 1] ?? "";
      text += statement.slice(begin, at) + (ESCAPES[next] ?? next);
      at += 1;
      begin = at + 1;
    } else if (sign === "'") {
      text += statement.slice(begin, at);
      if (statement[at + 1] !== "'") {
        at += 1;
        while (at < statement.length && statement[at]! <= " ") at += 1;
        return { text, end: at };
      }
      text += "'";
      at += 1;
      begin = at + 1;
    }
  }
  throw new OperatorError("The dump is damaged or was cut off: a string does not end.");
}
