import type * as z from "zod";
import type { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { AnyOperation, Http } from "#app/operation/define.ts";
import type { RateWindow } from "#app/operation/limiter.ts";

/** Each dialect is below this, by its name: a client changes its base address to `/compat/<name>`, and nothing else but its key. */
export const COMPAT_PATH = "/compat";

/** The documented systems whose clients work here by changing their base address and key. Each has a switch among the settings. */
export const DIALECT_NAMES = ["heliactyl", "helpdesk", "kill-tracker", "maid", "stellarstack"] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** Where credentials may come from; what the document does not name is not looked at. */
export type CredentialHeader = "x-api-key" | "authorization" | "cookie";

// biome-ignore lint/complexity/noBannedTypes: a shape without fields.
type Nothing = z.ZodObject<{}>;

/** What was asked, as the document has it. */
export interface Asked<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** All scopes that the dialect uses, as far as the caller may give them to a key. */
  scopes: readonly Permission[];
  /** When it was asked. */
  at: Date;
  /** Of a dialect that speaks for one server: which. Null: none, which rows with `server` are not reached with. */
  serverId: string | null;
  /** Of a row with `member`: who is meant, by their id here. Empty in all others. */
  memberId: string;
}

export interface RouteSpec<
  Op extends AnyOperation,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends z.ZodType,
> {
  /** The documented method, path below the dialect's base and status. */
  http: Http;
  summary: string;
  operation: Op;
  /** What its operation tells only to who holds these: a key that is to do all of the dialect has them too. */
  fullWith?: readonly Permission[];
  /** One of the dialect's rate classes. */
  rate: string;
  /** `optional`: the document asks for no credentials; what is sent is still looked at. */
  credentials?: "optional" | "required";
  /** It is about the one server that the dialect speaks for: without one it is answered as if no game were connected. */
  server?: "required";
  /** Where it says by `id` whom it is about: by any id that they are known by. Who is not known is not found, before anything else is said to be wrong. */
  member?: "query" | "body";
  params?: P;
  query?: Q;
  body?: B;
  /** The operation's input out of what was asked. Default: none. */
  input?(asked: Asked<P, Q, B>): z.input<Op["input"]>;
  /** What the document calls those fields of the operation's input that it names otherwise, to tell what is wrong with them. */
  names?: Readonly<Record<string, string>>;
  output: A;
  /** The documented answer. What `output` does not name does not leave. */
  answer(output: z.output<Op["output"]>, asked: Asked<P, Q, B>): z.input<A>;
  /** Statuses that `status` gives beside that of `http`. */
  also?: readonly number[];
  /** The status of one answer, where the document has more than one for what was done. Default: that of `http`. */
  status?(output: z.output<Op["output"]>): number;
  /** What is answered in place of JSON, where it is asked for so. Null: JSON. */
  text?(output: z.output<Op["output"]>, asked: Asked<P, Q, B>): PlainText | null;
}

/** An answer that is no JSON. */
export interface PlainText {
  type: string;
  /** Under which it is kept by who asked. */
  fileName: string;
  body: string;
}

/** One row of a dialect's table: what the document has at a method and path, and the operation that does it. */
export interface DialectRoute {
  http: Http;
  summary: string;
  operation: AnyOperation;
  fullWith: readonly Permission[];
  rate: string;
  credentials: "required" | "optional";
  server: "required" | null;
  member: "query" | "body" | null;
  params: z.ZodObject | null;
  query: z.ZodObject | null;
  body: z.ZodObject | null;
  names: Readonly<Record<string, string>>;
  output: z.ZodType;
  input(asked: Asked<z.ZodObject, z.ZodObject, z.ZodObject>): unknown;
  answer(output: unknown, asked: Asked<z.ZodObject, z.ZodObject, z.ZodObject>): unknown;
  also: readonly number[];
  status(output: unknown): number;
  text(output: unknown, asked: Asked<z.ZodObject, z.ZodObject, z.ZodObject>): PlainText | null;
}

/** A row, checked against its operation's input and output where it is written. */
export function defineRoute<
  Op extends AnyOperation,
  A extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
>(spec: RouteSpec<Op, P, Q, B, A>): DialectRoute {
  return {
    http: spec.http,
    summary: spec.summary,
    operation: spec.operation,
    fullWith: spec.fullWith ?? [],
    rate: spec.rate,
    credentials: spec.credentials ?? "required",
    server: spec.server ?? null,
    member: spec.member ?? null,
    params: spec.params ?? null,
    query: spec.query ?? null,
    body: spec.body ?? null,
    names: spec.names ?? {},
    output: spec.output,
    input: (asked) => spec.input?.(asked as never) ?? {},
    answer: (output, asked) => spec.answer(output as never, asked as never),
    also: spec.also ?? [],
    status: (output) => spec.status?.(output as never) ?? spec.http.status ?? 200,
    text: (output, asked) => spec.text?.(output as never, asked as never) ?? null,
  };
}

/** A system's whole table. It holds no logic: what happens is an operation's, and `execute` runs it. */
export interface Dialect {
  name: DialectName;
  title: string;
  description: string;
  credentials: readonly CredentialHeader[];
  /** Its rate classes, in place of the native ones. What is no call of the table counts against the first. */
  rates: Readonly<Record<string, readonly RateWindow[]>>;
  routes: readonly DialectRoute[];
  /** Its document knows one game: all of it is below `/servers/{id}` too, for another server than the default. */
  ofOneServer?: true;
  /** Its document has an answer for being switched off; others answer as if they were not there. */
  tellsOff?: true;
  /** Where its OpenAPI document is read, below the base. */
  documents: readonly `/${string}`[];
  /** Where its calls are read as a Postman collection, below the base. */
  collections?: readonly `/${string}`[];
  /** Other ways to write the paths of its table, which its clients know too. */
  pathOf?(path: string): string;
  /** Where people read it, as the document says; each leads to the panel's reference. */
  pages?: readonly `/${string}`[];
  /** How it says an error: documented status and body. `details` have paths that begin with `body.`, `query.` or `path.`. `route`: the row that was asked for, if it came to that. */
  failure(error: AppError, at: Date, route?: DialectRoute | null): { status: number; body: unknown };
  /** The form of its errors, for the OpenAPI document. */
  errorForm: z.ZodType;
}
