import type * as z from "zod";
import type { Target } from "#app/lib/access.ts";
import type { ErrorCode } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "./context.ts";

export type HttpMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export interface Http {
  method: HttpMethod;
  /** Below /api/v1, with `{name}` for the input's fields that are in the path. */
  path: `/${string}`;
  status?: 200 | 201 | 202 | 204;
  /** The most that its body may have, where that is more than of others: files. */
  bodyBytes?: number;
  /** Whether what is answered was there before: then the status is 200, as nothing was made. */
  wasThere?(output: never): boolean;
}

/** An operation that goes away: since when it is not to be used, when it ends (both dates, `2027-03-01`), and which one takes its place. */
export interface Deprecation {
  since: string;
  sunset: string;
  use: string;
}

/** Which limit a call counts against; the windows of each are in rate.ts. */
export type RateClass = "general" | "sign-in" | "admin" | "key-management" | "none";

/**
 * Who may call:
 * - `public`: everybody, signed in or not;
 * - `permission`: who holds it on the instance, or with a `subject` on that very thing;
 * - `list`: whoever is signed in; `run` shows what `visible` lets through, and a key needs the permission in its scopes;
 * - `node`: an agent, about its own servers; `operator`: the command line of the machine.
 */
export type Access =
  | { kind: "public" }
  | { kind: "permission"; permission: Permission }
  | { kind: "list"; permission: Permission }
  | { kind: "node" }
  | { kind: "operator" };

/** The thing an operation acts on: loaded once, checked, handed to run. What may not be seen reads as not found. */
export interface Subject<Input, S> {
  kind: string;
  load(context: Context, input: Input): Promise<S | null>;
  /** What the permission is asked on. Absent: the instance. */
  on?(subject: S): Target;
  /** Permission to know that it exists; default: the operation's own. */
  see?: Permission;
  /** How the audit log names it. */
  name(subject: S): { id: string; label: string };
}

export interface OperationBase<I extends z.ZodObject, O extends z.ZodType, S> {
  id: `${string}.${string}`;
  summary: string;
  description?: string;
  access: Access;
  /** A key may not do this, only a person in a browser. */
  peopleOnly?: boolean;
  /** The person must have signed in within the last ten minutes. */
  freshSignIn?: boolean;
  subject?: Subject<z.output<I>, S>;
  input: I;
  output: O;
  /** A valid input: shown in OpenAPI, sent by the contract tests. */
  example: z.input<I>;
  http?: Http;
  rate?: RateClass;
  /** How much a call counts; default 1, or for a bulk operation as many as its items. */
  cost?: number;
  /** Refused while what counts for several processes is away, because a process more would be a chance more. Default: what signs in. */
  countedTogether?: boolean;
  /** What it can fail with beyond what every operation can. */
  errors?: readonly ErrorCode[];
  /** Also while the panel is closed for maintenance, for everybody: what signs in, what says how it is, and what games say. */
  whileClosed?: boolean;
  /** Said in the headers of each answer and in the documents. */
  deprecated?: Deprecation;
  /** Default: a row for a command, none for a query. */
  audit?: "row" | "none";
  /** What the audit log keeps of the input, where that is less than all but its secrets: many read it, for long. */
  audited?(input: z.output<I>): unknown;
}

export interface Query<I extends z.ZodObject, O extends z.ZodType, S> extends OperationBase<I, O, S> {
  kind: "query";
  /** What of its answer people edit, for If-Match; default: all of it. See `entityTag`. */
  edited?(output: z.output<O>): unknown;
  run(context: Context, input: z.output<I>, subject: NoInfer<S>): Promise<z.input<O>>;
}

export interface Command<I extends z.ZodObject, O extends z.ZodType, S, R, P> extends OperationBase<I, O, S> {
  kind: "command";
  /** It changes what other processes follow without an event of its own: wake them after the commit. */
  rings?: boolean;
  /** Over REST it is refused without an If-Match: it replaces what somebody else may have changed meanwhile. */
  needsIfMatch?: boolean;
  /** Does other commands instead of a `run` of its own; see `defineBulk`. */
  bulk?: Bulk<z.output<I>>;
  /**
   * Before the transaction, on no connection of its own, and kept whatever becomes of it: counts a try of what is limited and refuses one too many, and does
   * what takes long (the hash of a password), so that no connection waits for it. `run` is given what it gives, and asks again for what may have changed.
   */
  before?(context: Context, input: z.output<I>): Promise<P>;
  /** In the transaction. With `afterCommit` it gives what that needs, else the answer. */
  run(context: Context, input: z.output<I>, subject: NoInfer<S>, prepared: NoInfer<P>): Promise<R>;
  /** After the commit and outside of any transaction: what asks another process, with a time limit. */
  afterCommit?(context: Context, result: NoInfer<R>, input: z.output<I>): Promise<z.input<O>>;
}

/** Which commands a bulk operation does, and with which inputs: one each, all in one transaction. */
export interface Bulk<Input> {
  /** Not one with `before` or an answer after the commit. */
  command(input: Input): AnyOperation;
  inputs(input: Input): readonly unknown[];
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds operations of all shapes; each was checked where it was defined.
export type AnyOperation = Query<any, any, any> | Command<any, any, any, any, any>;

/** The status of an answer to a call that succeeded. */
export function statusOf({ http }: AnyOperation, output: unknown): 200 | 201 | 202 | 204 {
  return http?.wasThere?.(output as never) ? 200 : (http?.status ?? 200);
}

/** Reads. No transaction, no audit, no events. */
export function defineQuery<I extends z.ZodObject, O extends z.ZodType, S = undefined>(
  operation: Omit<Query<I, O, S>, "kind">,
): Query<I, O, S> {
  return { ...operation, kind: "query" };
}

/** Changes something, in one transaction with its audit row, its events and its jobs. */
export function defineCommand<I extends z.ZodObject, O extends z.ZodType, S = undefined, P = undefined>(
  operation: Omit<Command<I, O, S, z.input<O>, P>, "kind" | "afterCommit">,
): Command<I, O, S, z.input<O>, P> {
  return { ...operation, kind: "command" };
}

/** A command whose answer comes from another process after the commit. */
export function defineDelivery<I extends z.ZodObject, O extends z.ZodType, R, S = undefined, P = undefined>(
  operation: Omit<Command<I, O, S, R, P>, "kind" | "afterCommit"> &
    Required<Pick<Command<I, O, S, R, P>, "afterCommit">>,
): Command<I, O, S, R, P> {
  return { ...operation, kind: "command" };
}
