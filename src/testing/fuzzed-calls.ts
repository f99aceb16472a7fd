import * as fc from "fast-check";
import type * as z from "zod";
import type { AnyOperation } from "#app/operation/define.ts";
import { arbitraryOf } from "./arbitrary-of.ts";

/** A request that tries an operation: well-formed for the most part, and wrong in one way else. */
export interface FuzzedCall {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

type Fields = Record<string, unknown>;

const JUNK = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\u0000",
    "\ud800",
    "' or 1=1 --",
    "../../etc/passwd",
    "%00",
    -1,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
);

/**
 * Calls of one operation. `real` are ids of things that are there, by the fields that name them; they are used half the time, so that what lies behind the
 * first refusal is tried too.
 */
export function fuzzedCalls(
  operation: AnyOperation,
  real: Readonly<Record<string, unknown>>,
): fc.Arbitrary<FuzzedCall> {
  const shape = (operation.input as z.ZodObject).shape as Record<string, z.ZodType>;
  const { method, path } = operation.http!;
  const fields = fc.record(
    Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => {
        const anything = arbitraryOf(schema);
        const named = name in real ? fc.oneof(fc.constant(real[name]), anything) : anything;
        const inPath = path.includes(`{${name}}`);
        return [name, inPath || !schema.safeParse(undefined).success ? named : fc.option(named, { nil: undefined })];
      }),
    ),
  );
  const names = Object.keys(shape);
  const withJunk = fc
    .tuple(fields, fc.constantFrom("surplus", "__proto__", "constructor", ...names), JUNK)
    .map(
      ([all, name, junk]): Fields =>
        name === "__proto__" ? { ...all, ["__proto__"]: junk } : { ...all, [name]: junk },
    );
  const without = fc
    .tuple(fields, fc.constantFrom("surplus", ...names))
    .map(([all, name]): Fields => ({ ...all, [name]: undefined }));
  const input = fc.oneof(
    { weight: 6, arbitrary: fields },
    { weight: 3, arbitrary: withJunk },
    { weight: 1, arbitrary: without },
  );
  const rawBody = fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "{",
        "[]",
        "null",
        '"a"',
        '{"a":1}}',
        `${"[".repeat(2000)}`,
        '{"__proto__":1}',
        "\u0000",
      ),
    },
    { weight: 1, arbitrary: fc.string() },
  );
  return fc
    .tuple(input as fc.Arbitrary<Fields>, rawBody, headerSets(method))
    .map(([given, raw, headers]) => callOf(method, path, given, raw, headers));
}

function headerSets(method: string): fc.Arbitrary<Record<string, string>> {
  const some = (name: string, values: fc.Arbitrary<string>) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: values.map((value) => ({ [name]: value })) },
    );
  const tags = fc.constantFrom("*", '"abc"', 'W/"abc"', "abc", '"a", "b"', '""', ",");
  return fc
    .tuple(
      some("idempotency-key", fc.constantFrom("fuzz-1", "fuzz-2", " ", "a".repeat(300))),
      some(method === "GET" ? "if-none-match" : "if-match", tags),
      some("accept", fc.constantFrom("application/problem+json", "text/html", "*/*", "")),
      some(
        "content-type",
        fc.constantFrom("text/plain", "application/json; charset=utf-8", "application/merge-patch+json", ""),
      ),
      some("x-request-id", fc.constantFrom("abcdefgh", "a b", "x".repeat(10_000))),
      some("origin", fc.constantFrom("null", "https://elsewhere.example", "http://127.0.0.1:3000")),
    )
    .map((sets) => Object.assign({}, ...sets) as Record<string, string>);
}

function callOf(
  method: string,
  path: string,
  given: Fields,
  raw: string | null,
  headers: Record<string, string>,
): FuzzedCall {
  const left = { ...given };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    const text = wellFormed(value);
    // Every client takes these for steps in the path before it sends them.
    return text === "." || text === ".." ? "-" : encodeURIComponent(text);
  });
  if (method === "GET" || method === "DELETE") {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(left)) if (value !== undefined) query.append(name, wellFormed(value));
    const text = query.toString();
    return { method, path: text ? `${filled}?${text}` : filled, headers, body: null };
  }
  return { method, path: filled, headers, body: raw ?? JSON.stringify(left) };
}

/** As text in an address, which can hold no half of a surrogate pair. */
function wellFormed(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.toWellFormed() || "-";
}
