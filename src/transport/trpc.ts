import { initTRPC, TRPCError, type TRPCMutationProcedure, type TRPCQueryProcedure } from "@trpc/server";
import type * as z from "zod";
import { operationList, operations } from "#app/features/registry.ts";
import { AppError, asAppError, ERRORS, type ErrorCode, type ErrorDetail } from "#app/lib/errors.ts";
import { withoutTurns } from "#app/lib/text.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { AnyOperation, Command, Query } from "#app/operation/define.ts";
import { type Call, execute } from "#app/operation/execute.ts";
import { secretFields } from "#app/operation/secret.ts";

export interface TrpcContext {
  actor: Actor;
  call: Call;
  requestId: string;
  /** Whether the input came in the address of a request, which logs keep. */
  inAddress: boolean;
  /** Takes out of an answer what becomes a cookie. */
  seal(output: unknown): unknown;
}

/** What an error carries to the browser: code and reason to branch on, details for the fields of a form. */
export interface ShownError {
  code: ErrorCode;
  reason: string;
  details: readonly ErrorDetail[];
  requestId: string;
  retryAfterSec: number | null;
  /** The permissions that are lacking; null where that is not what was wrong. */
  required: readonly string[] | null;
}

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const known = error.cause instanceof AppError ? error.cause : refusalOf(error.code);
    const shown: ShownError = {
      code: known.code,
      reason: known.reason,
      details: known.details,
      requestId: ctx?.requestId ?? "",
      retryAfterSec: known.retryAfterSec,
      required: known.required,
    };
    // tRPC's own shape holds the stack in development; what people read is the reason's sentence.
    return {
      code: shape.code,
      message: withoutTurns(known.message),
      data: { ...shown, httpStatus: ERRORS[known.code].http },
    };
  },
});

/** What tRPC itself refuses before any operation: a path that is none, JSON that is none, a query sent as a mutation, too long a batch. */
function refusalOf(code: TRPCError["code"]): AppError {
  if (code === "METHOD_NOT_SUPPORTED")
    return new AppError("method_not_allowed", "method_not_allowed", { method: "That method", allowed: "another" });
  const [known] = Object.entries(ERRORS).find(([, { trpc }]) => trpc === code) ?? [];
  return new AppError((known ?? "internal") as ErrorCode, known === "invalid_json" ? "bad_request" : known);
}

// biome-ignore lint/suspicious/noExplicitAny: the subject and the inner result do not show at a door.
type Hidden = any;
type ProcedureOf<Op> =
  Op extends Query<infer I, infer O, Hidden>
    ? TRPCQueryProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
    : Op extends Command<infer I, infer O, Hidden, Hidden, Hidden>
      ? TRPCMutationProcedure<{ input: z.input<I>; output: z.output<O>; meta: unknown }>
      : never;
type RouterOf<T> = { [N in keyof T]: { [K in keyof T[N]]: ProcedureOf<T[N][K]> } };

function notByGet(): TRPCError {
  const cause = new AppError("method_not_allowed", "method_not_allowed", { method: "GET", allowed: "POST" });
  return new TRPCError({ code: "METHOD_NOT_SUPPORTED", message: cause.message, cause });
}

function procedure(operation: AnyOperation) {
  // `execute` parses; tRPC only hands over what came. An input of nothing is an empty object.
  const base = t.procedure.input((raw: unknown) => raw);
  const isSecretive = secretFields(operation.input).length > 0;
  const isGrowingLog = "cursor" in operation.input.shape;
  const call = async ({ ctx, input }: { ctx: TrpcContext; input: unknown }) => {
    if (isSecretive && ctx.inAddress) throw notByGet();
    try {
      const asked = isGrowingLog ? withoutDirection(input) : input;
      // All of it is read by people: names and words of players among it.
      return withoutTurns(ctx.seal(await execute(operation, ctx.actor, asked ?? {}, ctx.call)));
    } catch (error) {
      const known = asAppError(error);
      throw new TRPCError({ code: ERRORS[known.code].trpc, message: known.message, cause: known });
    }
  };
  return operation.kind === "query" ? base.query(call) : base.mutation(call);
}

/** tRPC's infinite queries say in which direction they read; our logs have but one. The first page has no cursor. */
function withoutDirection(input: unknown): unknown {
  if (input === null || typeof input !== "object") return input;
  const { direction: _direction, cursor, ...rest } = input as Record<string, unknown>;
  return cursor === null || cursor === undefined ? rest : { ...rest, cursor };
}

function build<T extends Record<string, Record<string, AnyOperation>>>(groups: T): RouterOf<T> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, group]) => [
      name,
      t.router(Object.fromEntries(Object.entries(group).map(([verb, operation]) => [verb, procedure(operation)]))),
    ]),
  ) as unknown as RouterOf<T>;
}

/** The queries that are asked by POST, because their input has a secret in it: what a browser's client is told. */
export const SECRETIVE_QUERIES: readonly string[] = operationList
  .filter(({ kind, input }) => kind === "query" && secretFields(input).length > 0)
  .map(({ id }) => id);

/** Every operation as a tRPC procedure, at the path that is its id. */
export const appRouter = t.router(build(operations));
export type AppRouter = typeof appRouter;
export const createCaller = t.createCallerFactory(appRouter);
