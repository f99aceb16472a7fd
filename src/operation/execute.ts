import type * as z from "zod";
import { may, mayAnywhere, type Target } from "#app/lib/access.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { keepableText, unkeepableText } from "#app/lib/text.ts";
import { now } from "#app/platform/clock.ts";
import type { Db } from "#app/platform/database.ts";
import { env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";
import { asOfNow } from "./as-of-now.ts";
import { type AuditRow, writeAudit, writeRefusal } from "./audit.ts";
import { type BulkOutput, requireSimple } from "./bulk.ts";
import type { Context, JobRequest } from "./context.ts";
import { type AnyOperation, type Bulk, statusOf } from "./define.ts";
import { errorCodesOf } from "./error-codes.ts";
import { callerOf, release, remember, replay, reserve } from "./idempotency.ts";
import { invalidInput } from "./invalid-input.ts";
import { addJobs } from "./jobs.ts";
import type { RateOutcome } from "./limiter.ts";
import { refuseWhileClosed } from "./maintenance.ts";
import { type PendingEvent, pendingEvent, writeEvents } from "./outbox.ts";
import { type Counting, costOf, needsSharedCount, rateOf } from "./rate.ts";
import { storeAway, tooMany } from "./rate-errors.ts";
import { entityTag, enveloped, isUnchanged } from "./representation.ts";
import { runtime as currentRuntime, type Runtime } from "./runtime.ts";
import { withoutSecrets } from "./secret.ts";

const log = logOf("operation");
const FRESH_SIGN_IN_MS = 10 * MINUTE;

/** What a door knows of a call beside its input. */
export interface Call extends Counting {
  requestId?: string;
  address?: string | null;
  userAgent?: string | null;
  idempotencyKey?: string | null;
  /** What the caller has read of the thing it changes. */
  precondition?: Precondition | null;
  /** Told the limiter's outcome, for the headers of the answer, allowed or not. */
  onRate?(outcome: RateOutcome): void;
  /** Told that the answer is that of an earlier call with the same Idempotency-Key. */
  onReplay?(): void;
}

/** An input that is made out of a call when its turn has come, so that one which cannot be made counts against the limits like any other mistake. */
export type LateInput = () => unknown | Promise<unknown>;

/** A change of what can be read at the same address: by which query, with which input, and the caller's If-Match if it sent one. */
export interface Precondition {
  read: AnyOperation;
  input: unknown;
  ifMatch: string | null;
}

/**
 * The one path of every call: rate, scope, parse, before, idempotency, subject, policy, transaction { run, audit, events, jobs, idempotent answer }, commit,
 * answer. Throws AppError alone; anything else that is thrown inside is logged under the request id and becomes `internal`.
 */
export async function execute<Op extends AnyOperation>(
  operation: Op,
  actor: Actor,
  raw: unknown,
  call: Call = {},
): Promise<z.output<Op["output"]>> {
  const run = new Execution(operation, actor, call, currentRuntime());
  try {
    return (await run.answer(raw)) as z.output<Op["output"]>;
  } catch (error) {
    throw await run.failure(error);
  }
}

const TRIES = 3;

/** Whether PostgreSQL ended a statement because two transactions waited for each other. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "40P01";
}

/** Of two transactions that wait for each other PostgreSQL ends one, which has then changed nothing: it is done again. */
async function againAfterDeadlock<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isDeadlock(error) || tried === TRIES) throw error;
    }
  }
}

class Execution {
  readonly operation: AnyOperation;
  actor: Actor;
  readonly call: Call;
  readonly runtime: Runtime;
  readonly requestId: string;
  readonly at = now();
  readonly events: PendingEvent[] = [];
  /** Told after the commit to whoever listens, and never stored. */
  readonly live: PendingEvent[] = [];
  readonly jobs: JobRequest[] = [];
  #input: unknown;
  #target: AuditRow["target"] = null;
  #identified: Actor | null = null;
  #serverId: string | null = null;
  #communityId: string | null = null;
  #before: unknown = null;
  #after: unknown = null;

  constructor(operation: AnyOperation, actor: Actor, call: Call, runtime: Runtime) {
    this.operation = operation;
    this.actor = actor;
    this.call = call;
    this.runtime = runtime;
    this.requestId = call.requestId ?? newId("req", this.at.getTime());
  }

  async answer(raw: unknown): Promise<unknown> {
    const { operation } = this;
    await this.#rate(raw);
    if (!operation.whileClosed) await refuseWhileClosed(this.runtime.database, this.actor, this.at);
    this.#scope();
    const input = this.#parse(typeof raw === "function" ? await (raw as LateInput)() : raw);
    this.#input = input;
    if (operation.kind === "query") {
      const context = this.#context(this.runtime.database);
      const subject = await this.#subject(context, input);
      const output = operation.output.parse(await operation.run(context, input, subject));
      if (operation.audit === "row") await writeAudit(this.runtime.database, this.#row("done", null));
      return output;
    }
    return this.#command(input);
  }

  async #command(input: unknown): Promise<unknown> {
    const { operation, runtime, actor } = this;
    if (operation.kind !== "command") throw new Error("not a command");
    const idempotent = this.call.idempotencyKey
      ? {
          caller: callerOf(actor, this.call.address ?? null),
          key: this.call.idempotencyKey,
          operation: operation.id,
          input,
        }
      : null;
    const delivers = operation.afterCommit !== undefined;
    let context: Context | undefined;
    const prepared = await operation.before?.(this.#context(runtime.database), input);
    const attempt = () =>
      runtime.database.transaction(async (tx) => {
        // What an earlier try has said is as undone as its statements.
        for (const said of [this.events, this.live, this.jobs, this.#refused]) said.length = 0;
        const earlier = idempotent ? await replay(tx, runtime.vault, idempotent, this.at) : null;
        if (earlier) return { replayed: true, result: earlier.answer };
        context = this.#context(tx);
        await this.#alone(context);
        const subject = await this.#subject(context, input);
        await this.#unchanged(context);
        const result = operation.bulk
          ? await this.#each(tx, operation.bulk, input)
          : await operation.run(context, input, subject, prepared);
        const answer = delivers ? result : operation.output.parse(result);
        await writeEvents(tx, this.events);
        await addJobs(tx, this.jobs);
        if (operation.audit !== "none") await writeAudit(tx, this.#row("done", null));
        if (idempotent && delivers) await reserve(tx, runtime.vault, idempotent, this.at);
        else if (idempotent) await remember(tx, runtime.vault, idempotent, answer, this.at);
        return { replayed: false, result: answer };
      });
    const done = await againAfterDeadlock(attempt).finally(() => this.#tellRefusals());
    if (done.replayed) {
      this.call.onReplay?.();
      return done.result;
    }
    runtime.liveEvents.tell(this.live);
    if (this.events.length > 0 || this.jobs.length > 0 || operation.rings) runtime.ringDoorbell();
    if (!operation.afterCommit) return done.result;
    try {
      const answer = operation.output.parse(
        await operation.afterCommit({ ...context!, db: runtime.database }, done.result, input),
      );
      if (idempotent) await remember(runtime.database, runtime.vault, idempotent, answer, this.at);
      return answer;
    } catch (error) {
      if (idempotent) await release(runtime.database, idempotent);
      throw error;
    }
  }

  /**
   * One at a time changes a thing over REST, before anything of it is read: of two with the same tag the second sees what the first has made of it, and of two
   * that each change a field neither writes back what the other has replaced.
   */
  async #alone(context: Context): Promise<void> {
    const { precondition } = this.call;
    if (!precondition) return;
    const name = `${precondition.read.id} ${JSON.stringify(precondition.input)}`;
    await context.db.query(
      sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${name}, 1))) as l`,
    );
  }

  /** Whether the thing is still what the caller has read. */
  async #unchanged(context: Context): Promise<void> {
    const { precondition } = this.call;
    if (!precondition) return;
    const { read, ifMatch } = precondition;
    if (ifMatch === null && this.operation.kind === "command" && this.operation.needsIfMatch)
      throw new AppError("precondition_required");
    if (ifMatch === null || read.kind !== "query") return;
    const input = read.input.parse(precondition.input);
    const subject = read.subject ? await read.subject.load(context, input) : undefined;
    if (subject === null) throw new AppError("not_found");
    const output = read.output.parse(await read.run(context, input, subject));
    if (!isUnchanged(ifMatch, entityTag(read, output, JSON.stringify(enveloped(output)))))
      throw new AppError("precondition_failed");
  }

  readonly #refused: [Execution, unknown][] = [];

  /** Does each part of a bulk operation behind a savepoint of its own. */
  async #each(tx: Db, bulk: Bulk<unknown>, input: unknown): Promise<BulkOutput> {
    const operation = bulk.command(input);
    requireSimple(operation);
    const items: BulkOutput["items"] = [];
    for (const [index, one] of bulk.inputs(input).entries()) {
      const part = new Execution(operation, this.actor, this.call, this.runtime);
      await tx.execute(sql`savepoint bulk_item`);
      try {
        const data = await part.#asPart(tx, one);
        const status = statusOf(operation, data);
        items.push({ index, status, data: status === 204 ? null : data, error: null });
        this.events.push(...part.events);
        this.live.push(...part.live);
        this.jobs.push(...part.jobs);
      } catch (error) {
        // No fault of this part: all of them are done again.
        if (isDeadlock(error)) throw error;
        await tx.execute(sql`rollback to savepoint bulk_item`);
        this.#refused.push([part, error]);
        const { code, reason, message, details, required } = asAppError(error);
        items.push({
          index,
          status: ERRORS[code].http,
          data: null,
          error: { code, reason, message, details: [...details], ...(required && { required: [...required] }) },
        });
      }
      await tx.execute(sql`release savepoint bulk_item`);
    }
    const wrong = items.filter(({ error }) => error !== null);
    if (wrong.length > 0 && (input as { atomic: boolean }).atomic)
      throw new AppError(
        "conflict",
        "bulk.not_all",
        { count: wrong.length },
        wrong.map(({ index, error }) => ({ path: `items.${index}`, code: error!.reason, message: error!.message })),
      );
    return { items, done: items.length - wrong.length, failed: wrong.length };
  }

  async #asPart(tx: Db, raw: unknown): Promise<unknown> {
    const { operation } = this;
    if (operation.kind !== "command") throw new Error("not a command");
    this.#scope();
    const input = this.#parse(raw);
    this.#input = input;
    const context = this.#context(tx);
    const subject = await this.#subject(context, input);
    const answer = operation.output.parse(await operation.run(context, input, subject, undefined));
    if (operation.audit !== "none") await writeAudit(tx, this.#row("done", null));
    return answer;
  }

  /** What parts of a bulk operation were refused is written down when its transaction is over: that needs a connection of its own. */
  async #tellRefusals(): Promise<void> {
    for (const [part, error] of this.#refused.splice(0)) await part.failure(error);
  }

  /** What to throw for what was thrown. Refused and failed acts are written down; a fault of ours is logged with its stack. */
  async failure(error: unknown): Promise<AppError> {
    const known = error instanceof AppError ? error : new AppError("internal");
    if (known !== error)
      log.error({ err: error, operation: this.operation.id, requestId: this.requestId }, "an operation failed");
    else if (known.cause)
      log.warn(
        { err: known.cause, operation: this.operation.id, requestId: this.requestId },
        "an operation had to be put off",
      );
    else if (!errorCodesOf(this.operation).includes(known.code)) refuseUndeclared(this.operation.id, known);
    const worthARow =
      this.operation.audit !== "none" &&
      (this.operation.kind === "command" || this.operation.audit === "row") &&
      !["rate_limited", "invalid_input", "invalid_json"].includes(known.code);
    if (worthARow) {
      const outcome = known.code === "internal" ? "failed" : "refused";
      await writeRefusal(this.runtime.database, this.#row(outcome, known.reason)).catch((problem) =>
        log.error({ err: problem, requestId: this.requestId }, "a refusal could not be written to the audit log"),
      );
    }
    return known;
  }

  async #rate(raw: unknown): Promise<void> {
    const { operation, actor, call } = this;
    const rate = rateOf(actor, operation.rate ?? "general", call.address ?? null, call);
    if (!rate) return;
    const together = needsSharedCount(operation);
    const taken = this.runtime.limiter.take(rate.key, rate.windows, costOf(operation, raw), together);
    const outcome = taken instanceof Promise ? await taken : taken;
    if (together && !outcome.isShared) throw storeAway();
    call.onRate?.(outcome);
    if (!outcome.allowed) throw tooMany(outcome);
  }

  /** What can be refused before the input is looked at. */
  #scope(): void {
    const { access, peopleOnly, freshSignIn } = this.operation;
    const { actor } = this;
    if (access.kind === "public") return;
    if (actor.kind === "anonymous") throw new AppError("unauthenticated");
    if (access.kind === "node") {
      if (actor.kind !== "node") throw new AppError("forbidden", "forbidden", { permission: "node" });
      return;
    }
    if (access.kind === "operator") {
      if (!actor.unbounded) throw new AppError("forbidden", "forbidden", { permission: "operator" });
      return;
    }
    const known =
      access.kind === "list" || this.operation.subject
        ? mayAnywhere(actor, access.permission)
        : may(actor, access.permission);
    if (!known || actor.kind === "node")
      throw new AppError("forbidden", "forbidden", { permission: access.permission });
    if (peopleOnly && actor.kind !== "user" && !actor.unbounded)
      throw new AppError("forbidden", "forbidden", { permission: "session" });
    if (
      freshSignIn &&
      actor.kind === "user" &&
      this.at.getTime() - (actor.authenticatedAt?.getTime() ?? 0) > FRESH_SIGN_IN_MS
    )
      throw new AppError("forbidden", "identity.reauthenticate");
  }

  #parse(raw: unknown): unknown {
    const parsed = strictInput(this.operation).safeParse(raw ?? {});
    if (parsed.success) return this.#keepable(parsed.data);
    throw invalidInput(parsed.error);
  }

  /** No text reaches the database that it cannot keep. What an agent says is mended: refused, it would say it again for ever. */
  #keepable(input: unknown): unknown {
    if (this.operation.access.kind === "node") return keepableText(input);
    const path = unkeepableText(input);
    if (path === null) return input;
    throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
      { path, code: "broken_text", message: "Has a NUL character or half of a surrogate pair." },
    ]);
  }

  /** Loads the thing acted on: what one may not see reads as not found, what one may see but not do is forbidden by name. */
  async #subject(context: Context, input: unknown): Promise<unknown> {
    const { subject, access } = this.operation;
    if (!subject) return undefined;
    const found = await subject.load(context, input);
    if (found === null || found === undefined) throw new AppError("not_found");
    const on: Target = subject.on?.(found) ?? {};
    this.#serverId = on.serverId ?? null;
    this.#communityId = on.communityId ?? null;
    if (access.kind === "permission" || access.kind === "list") {
      if (!may(this.actor, access.permission, on) && on.communityId)
        this.actor = context.actor = await asOfNow(context.db, this.actor);
      if (!may(this.actor, access.permission, on)) {
        const seen = subject.see !== undefined && may(this.actor, subject.see, on);
        throw seen
          ? new AppError("forbidden", "forbidden", { permission: access.permission })
          : new AppError("not_found");
      }
    }
    this.#target = { kind: subject.kind, ...subject.name(found) };
    return found;
  }

  #context(db: Db): Context {
    return {
      actor: this.actor,
      db,
      requestId: this.requestId,
      address: this.call.address ?? null,
      userAgent: this.call.userAgent ?? null,
      now: this.at,
      runtime: this.runtime,
      emit: (event, payload) =>
        void (event.kind === "live" ? this.live : this.events).push(pendingEvent(event, payload, this.at)),
      job: (request) => void this.jobs.push(request),
      target: (kind, id, label, of) => {
        this.#target = { kind, id, label };
        if (of?.serverId) this.#serverId = of.serverId;
        if (of?.communityId) this.#communityId = of.communityId;
      },
      identified: ({ kind, id, label }) => {
        this.#identified = { ...this.actor, kind, id, userId: kind === "user" ? id : null, label };
      },
      changed: (before, after) => {
        this.#before = before;
        this.#after = after;
      },
    };
  }

  #auditedInput(): unknown {
    const { operation } = this;
    if (this.#input === undefined) return null;
    return operation.audited ? operation.audited(this.#input as never) : withoutSecrets(operation.input, this.#input);
  }

  #row(outcome: AuditRow["outcome"], reason: string | null): AuditRow {
    return {
      at: this.at,
      actor: outcome === "done" ? (this.#identified ?? this.actor) : this.actor,
      operation: this.operation.id,
      outcome,
      reason,
      target: this.#target,
      communityId: this.#communityId,
      serverId: this.#serverId,
      requestId: this.requestId,
      address: this.call.address ?? null,
      input: this.#auditedInput(),
      before: this.#before,
      after: this.#after,
    };
  }
}

/** What is documented to callers is what they get: in tests an error that the operation does not name in `errors` is a fault of its own. */
function refuseUndeclared(operation: string, error: AppError): void {
  if (env().NODE_ENV === "test")
    throw new Error(`${operation} gives ${error.code}, which it does not declare`, { cause: error });
  log.warn(
    { operation, code: error.code, reason: error.reason },
    "an operation gave an error that it does not declare",
  );
}

const strictInputs = new WeakMap<AnyOperation, z.ZodObject>();

/** The input that refuses unknown fields. Made once an operation: each new schema compiles its own parser, which costs more than the parsing. */
function strictInput(operation: AnyOperation): z.ZodObject {
  let schema = strictInputs.get(operation);
  if (!schema) {
    schema = (operation.input as z.ZodObject).strict();
    strictInputs.set(operation, schema);
  }
  return schema;
}
