import { createHash } from "node:crypto";
import type * as z from "zod";

/** A statement with its values apart: made by the `sql` tag alone, so that no value is ever part of the text. */
export class SqlText {
  readonly parts: readonly string[];
  readonly values: readonly unknown[];
  constructor(parts: readonly string[], values: readonly unknown[]) {
    this.parts = parts;
    this.values = values;
  }
  /** The text with $1, $2, … for the values. */
  get text(): string {
    let text = this.parts[0]!;
    for (let i = 1; i < this.parts.length; i++) text += `$${i}${this.parts[i]}`;
    return text;
  }
}

/** `sql\`select … where id = ${id}\``. A value that is itself a SqlText is spliced in; everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): SqlText {
  const parts: string[] = [strings[0]!];
  const flat: unknown[] = [];
  values.forEach((value, i) => {
    if (value instanceof SqlText) {
      parts[parts.length - 1] += value.parts[0]!;
      for (let j = 1; j < value.parts.length; j++) parts.push(value.parts[j]!);
      flat.push(...value.values);
      parts[parts.length - 1] += strings[i + 1]!;
    } else {
      flat.push(value);
      parts.push(strings[i + 1]!);
    }
  });
  return new SqlText(parts, flat);
}

/** Statement text that the program itself wrote (a column, a direction). Never give it anything from outside. */
export function literal(text: string): SqlText {
  return new SqlText([text], []);
}

/** Text for LIKE that stands for itself alone: the marks that mean more to it are taken out of their meaning. */
export function likeExact(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** What LIKE finds this text by wherever it stands. */
export function likePart(text: string): string {
  return `%${likeExact(text)}%`;
}

/** Joins pieces with a separator the program wrote: `join(conditions, " and ")`. */
export function join(pieces: readonly SqlText[], separator: string): SqlText {
  return pieces.reduce((all, piece, i) => (i === 0 ? piece : sql`${all}${literal(separator)}${piece}`), sql``);
}

/** Runs statements, on the pool or inside a transaction. bigint columns arrive as safe integers, times as Date. */
export interface Sql {
  /** Rows as they come. For reading back what is shaped by a schema use `rows`. */
  query(statement: SqlText): Promise<Record<string, unknown>[]>;
  /** How many rows a statement changed. */
  execute(statement: SqlText): Promise<number>;
}

/** Rows, each parsed by the schema: what a statement gives is checked once, here. */
export async function rows<T extends z.ZodType>(db: Sql, schema: T, statement: SqlText): Promise<z.output<T>[]> {
  const found = await db.query(statement);
  return found.map((row) => schema.parse(row));
}

/** The first row, or null. */
export async function row<T extends z.ZodType>(db: Sql, schema: T, statement: SqlText): Promise<z.output<T> | null> {
  const [found] = await db.query(statement);
  return found === undefined ? null : schema.parse(found);
}

/**
 * One page of a statement that ends with its order and selects `count(*) over ()::int as total`, and how many rows it has in all. Each row says it; past the
 * last page, where there is none, the first one is asked.
 */
export async function pageRows<T extends z.ZodType>(
  db: Sql,
  schema: T,
  statement: SqlText,
  { page, limit }: { page: number; limit: number },
): Promise<{ found: z.output<T>[]; total: number }> {
  const found = await db.query(sql`${statement} limit ${limit} offset ${(page - 1) * limit}`);
  const [any] = found.length === 0 && page > 1 ? await db.query(sql`${statement} limit 1`) : found;
  return { found: found.map((row) => schema.parse(row)), total: any === undefined ? 0 : Number(any.total) };
}

/**
 * One page of a table that grows without end, and how many rows there are in all. They are counted in a statement of their own, so that the page is read along its
 * order's index: if each row told it, all would be read and put in order first.
 */
export async function pageOfMany<T extends z.ZodType>(
  db: Sql,
  schema: T,
  { columns, from, where, order }: { columns: SqlText; from: SqlText; where: SqlText; order: SqlText },
  { page, limit }: { page: number; limit: number },
): Promise<{ found: z.output<T>[]; total: number }> {
  const found = await rows(
    db,
    schema,
    sql`select ${columns} from ${from} where ${where} order by ${order} limit ${limit} offset ${(page - 1) * limit}`,
  );
  if (page === 1 && found.length < limit) return { found, total: found.length };
  const [counted] = await db.query(sql`select count(*)::int as total from ${from} where ${where}`);
  return { found, total: Number(counted!.total) };
}

const names = new Map<string, string>();

/** A short stable name for a statement's text, so that PostgreSQL plans it once a connection. */
export function statementName(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `gk_${createHash("sha256").update(text).digest("hex").slice(0, 20)}`;
    // Texts are written by the program and so are few; the bound guards against a list spliced into one.
    if (names.size < 2000) names.set(text, name);
  }
  return name;
}
