import { type ApiDocument, type JsonSchema, operationsOf, resolved, successOf } from "./json-schema.ts";

/** One field of an input or an answer: the JSON types it may have, the only values where it has such, and whether it must be given. */
interface Field {
  types: string[];
  values?: unknown[];
  required?: true;
}

/** What a program can rely on of one operation. Fields by their place: `query.limit`, `body.name`, `data[].id`. */
interface OperationSurface {
  status: string;
  takes: Record<string, Field>;
  gives: Record<string, Field>;
}

/** What programs rely on of a whole release, by `GET /servers`. */
export type Surface = Record<string, OperationSurface>;

export function surfaceOf(document: ApiDocument): Surface {
  return Object.fromEntries(
    operationsOf(document)
      .map(({ method, path, operation }): [string, OperationSurface] => {
        const takes: Record<string, Field> = {};
        for (const { in: where, name, required, schema } of operation.parameters ?? [])
          collect(takes, `${where}.${name}`, schema, required === true, document);
        const { requestBody } = operation;
        const isNeeded = requestBody?.required !== false;
        if (requestBody) collect(takes, "body", requestBody.content["application/json"].schema, isNeeded, document);
        const { status, schema } = successOf(operation);
        const gives: Record<string, Field> = {};
        if (schema) collect(gives, "", schema, true, document);
        return [`${method} ${path}`, { status, takes, gives }];
      })
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** As a file: one line an operation, so that a diff of two releases reads well. */
export function surfaceText(surface: Surface): string {
  const lines = Object.entries(surface).map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Where a schema is looked at: its place among the fields, and the names of the components around it. */
interface Place {
  into: Record<string, Field>;
  document: ApiDocument;
  within: readonly string[];
}

function collect(
  into: Record<string, Field>,
  at: string,
  given: JsonSchema,
  required: boolean,
  document: ApiDocument,
): void {
  visit({ into, document, within: [] }, at, given, required);
}

function visit({ into, document, within }: Place, at: string, given: JsonSchema, required: boolean): void {
  // What holds itself (a JSON value in a JSON value) is what it is one level up.
  if (given.$ref && within.includes(given.$ref)) return;
  const place = { into, document, within: given.$ref ? [...within, given.$ref] : within };
  const alternatives = flattened(given, document);
  const types = new Set<string>();
  const values: unknown[] = [];
  let isClosed = true;
  for (const schema of alternatives) {
    const named = "const" in schema ? [schema.const] : schema.enum;
    if (named) values.push(...named);
    const own = schema.type === undefined ? (named?.map(typeOf) ?? ["any"]) : [schema.type].flat();
    for (const type of own) types.add(type);
    if (!named && !own.every((type) => type === "null")) isClosed = false;
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      visit(
        place,
        at === "" ? name : `${at}.${name}`,
        field,
        alternatives.length === 1 && schema.required?.includes(name) === true,
      );
    if (schema.items) visit(place, `${at}[]`, schema.items, false);
    if (typeof schema.additionalProperties === "object") visit(place, `${at}{}`, schema.additionalProperties, false);
  }
  if (at === "") return;
  into[at] = {
    types: [...types].sort(),
    ...(isClosed && values.length > 0 ? { values: values.filter((value) => value !== null).sort() } : {}),
    ...(required ? { required: true } : {}),
  };
}

/** A schema's alternatives, each without `anyOf` around it. */
function flattened(given: JsonSchema, document: ApiDocument, depth = 0): JsonSchema[] {
  const schema = resolved(given, document);
  const either = schema.anyOf ?? schema.oneOf;
  if (either && depth < 8) return either.flatMap((one) => flattened(one, document, depth + 1));
  if (schema.allOf) return [Object.assign({}, schema, ...schema.allOf.map((one) => resolved(one, document)))];
  return [schema];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** What programs written for the older release would break on, in words; empty where the newer only adds. */
export function breaksOf(older: Surface, newer: Surface): string[] {
  return Object.entries(older).flatMap(([name, was]) => {
    const is = newer[name];
    if (!is) return [`${name} is gone`];
    return [
      ...(is.status === was.status ? [] : [`${name} answers ${is.status} instead of ${was.status}`]),
      ...Object.entries(was.takes).flatMap(([at, field]) => inputBreaks(`${name} ${at}`, field, is.takes[at])),
      ...Object.entries(is.takes)
        .filter(([at, field]) => field.required && !was.takes[at] && isTop(at, was))
        .map(([at]) => `${name} ${at} must be given now`),
      ...Object.entries(was.gives).flatMap(([at, field]) => outputBreaks(`${name} ${at}`, field, is.gives[at])),
    ];
  });
}

/** Whether what a new field lies in was there before: what lies in something new is its own matter. */
function isTop(at: string, was: OperationSurface): boolean {
  const parent = at.replace(/(\.[^.[{]+|\[\]|\{\})$/, "");
  return !/[.[{]/.test(parent) || parent in was.takes;
}

function inputBreaks(at: string, was: Field, is: Field | undefined): string[] {
  if (!is) return [`${at} is not taken any more`];
  const types = is.types.includes("any") ? [] : was.types.filter((type) => !accepts(is.types, type));
  const values = lost(was.values, is.values);
  const closed = was.values === undefined && is.values !== undefined;
  return [
    ...(types.length > 0 ? [`${at} may not be ${types.join(" or ")} any more`] : []),
    ...(values.length > 0 ? [`${at} may not be ${values.join(", ")} any more`] : []),
    ...(closed ? [`${at} takes only certain values now`] : []),
    ...(is.required && !was.required ? [`${at} must be given now`] : []),
  ];
}

function outputBreaks(at: string, was: Field, is: Field | undefined): string[] {
  if (!is) return [`${at} is not given any more`];
  const types = was.types.includes("any") ? [] : is.types.filter((type) => !accepts(was.types, type));
  const values = lost(was.values, is.values);
  return [
    ...(types.length > 0 ? [`${at} may be ${types.join(" or ")} now`] : []),
    ...(values.length > 0 ? [`${at} is never ${values.join(", ")} any more`] : []),
    ...(was.required && !is.required ? [`${at} may be absent now`] : []),
  ];
}

function accepts(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function lost(was: readonly unknown[] | undefined, is: readonly unknown[] | undefined): unknown[] {
  if (!was || !is) return [];
  return was.filter((value) => !is.includes(value));
}
