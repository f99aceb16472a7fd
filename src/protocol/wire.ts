import * as z from "zod";

/** One kind of message: what it carries and, if it wants an answer, what that carries and how long to wait for it. */
export interface MessageKind<Body extends z.ZodType = z.ZodType, Answer extends z.ZodType | null = z.ZodType | null> {
  body: Body;
  answer: Answer;
  /** How long the asker waits; of no meaning without an answer. */
  timeoutMs: number;
}

/** Every message that one side may send to the other, by type. */
export type Catalogue = Record<string, MessageKind>;

/** A message without an answer. */
export function push<Body extends z.ZodType>(body: Body): MessageKind<Body, null> {
  return { body, answer: null, timeoutMs: 0 };
}

/** A message that is answered within `timeoutMs`. */
export function ask<Body extends z.ZodType, Answer extends z.ZodType>(
  body: Body,
  answer: Answer,
  timeoutMs = 10_000,
): MessageKind<Body, Answer> {
  return { body, answer, timeoutMs };
}

/** Types of a catalogue that want an answer, and those that do not. */
export type AskType<C extends Catalogue> = {
  [T in keyof C]: C[T]["answer"] extends z.ZodType ? T : never;
}[keyof C] &
  string;
export type PushType<C extends Catalogue> = Exclude<keyof C & string, AskType<C>>;
export type BodyOf<C extends Catalogue, T extends keyof C> = z.input<C[T]["body"]>;
export type ParsedBodyOf<C extends Catalogue, T extends keyof C> = z.output<C[T]["body"]>;
export type AnswerOf<C extends Catalogue, T extends keyof C> = C[T]["answer"] extends infer A extends z.ZodType
  ? z.output<A>
  : undefined;
type GivenAnswerOf<C extends Catalogue, T extends keyof C> = C[T]["answer"] extends infer A extends z.ZodType
  ? z.input<A>
  : undefined;

/** What one side does with each message of the other. A thrown `WireError` reaches the asker as it is. */
export type Handlers<C extends Catalogue> = {
  [T in keyof C]: (body: ParsedBodyOf<C, T>) => GivenAnswerOf<C, T> | Promise<GivenAnswerOf<C, T>>;
};

/** Why a message was not answered as asked: `timeout`, `closed`, `malformed`, `unknown_type`, or the other side's own. */
export class WireError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "WireError";
    this.code = code;
  }
}

const ErrorBody = z.object({ code: z.string(), message: z.string() });
const Envelope = z.union([
  z.object({ re: z.string(), error: ErrorBody }),
  z.object({ re: z.string(), ok: z.unknown().optional() }),
  z.object({ id: z.string().optional(), type: z.string(), body: z.unknown().optional() }),
]);

/** One end of a connection that carries text frames in both directions, in order. */
export interface Peer<Out extends Catalogue> {
  /** Sends a message and resolves with its parsed answer; rejects with `WireError`. */
  ask<T extends AskType<Out>>(type: T, body: BodyOf<Out, T>): Promise<AnswerOf<Out, T>>;
  /** Sends a message that has no answer. */
  push<T extends PushType<Out>>(type: T, body: BodyOf<Out, T>): void;
  /** To be called with each frame that arrives. */
  receive(frame: string): void;
  /** To be called when the connection ends: whatever waits for an answer is rejected with the code `closed`. */
  close(): void;
}

/** What a peer is made of. */
export interface PeerOptions<In extends Catalogue, Out extends Catalogue> {
  incoming: In;
  outgoing: Out;
  handlers: Handlers<In>;
  send(frame: string): void;
  /** Told of what has no asker to tell: a malformed push, a handler's own failure. */
  onProblem?(problem: WireError): void;
}

/**
 * A peer over any transport. Bodies are parsed on arrival, with unknown fields left out; what does not parse is answered
 * with `malformed`, what nobody knows with `unknown_type`. Handlers begin in the order of arrival, and may overlap.
 */
export function openPeer<In extends Catalogue, Out extends Catalogue>(options: PeerOptions<In, Out>): Peer<Out> {
  const asking = caller(options.outgoing, options.send);
  const serving = serve(options);
  return {
    ask: asking.ask,
    push: asking.push,
    close: asking.close,
    receive(frame) {
      const envelope = parseEnvelope(frame);
      if (!envelope) {
        const problem = new WireError("malformed", "a frame that is no message");
        const id = idIn(frame);
        if (id === null) options.onProblem?.(problem);
        else options.send(JSON.stringify({ re: id, error: { code: problem.code, message: problem.message } }));
      } else if ("re" in envelope) {
        asking.settle(envelope);
      } else {
        void serving(envelope);
      }
    },
  };
}

type ParsedEnvelope = z.infer<typeof Envelope>;
type Reply = Extract<ParsedEnvelope, { re: string }>;
type Message = Exclude<ParsedEnvelope, { re: string }>;

function parseEnvelope(frame: string): ParsedEnvelope | null {
  try {
    return Envelope.safeParse(JSON.parse(frame)).data ?? null;
  } catch {
    return null;
  }
}

/** The id of a frame that is no message, so that its sender need not wait in vain. */
function idIn(frame: string): string | null {
  try {
    return z.object({ id: z.string() }).safeParse(JSON.parse(frame)).data?.id ?? null;
  } catch {
    return null;
  }
}

function caller<Out extends Catalogue>(catalogue: Out, send: (frame: string) => void) {
  const waiting = new Map<string, { settle: (reply: Reply) => void; fail: (error: WireError) => void }>();
  let lastId = 0;
  let closed = false;

  function ask<T extends AskType<Out>>(type: T, body: BodyOf<Out, T>): Promise<AnswerOf<Out, T>> {
    const kind = catalogue[type] as MessageKind<z.ZodType, z.ZodType>;
    return new Promise((resolve, reject) => {
      if (closed) return reject(new WireError("closed", `${type}: the link is closed`));
      const id = String(++lastId);
      const fail = (error: WireError) => {
        clearTimeout(timer);
        waiting.delete(id);
        reject(error);
      };
      const timer = setTimeout(
        () => fail(new WireError("timeout", `${type}: no answer within ${kind.timeoutMs} ms`)),
        kind.timeoutMs,
      );
      const settle = (reply: Reply) => {
        if ("error" in reply) return fail(new WireError(reply.error.code, reply.error.message));
        const answer = kind.answer.safeParse(reply.ok);
        if (!answer.success) return fail(new WireError("malformed", `${type}: ${z.prettifyError(answer.error)}`));
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer.data as AnswerOf<Out, T>);
      };
      waiting.set(id, { settle, fail });
      send(JSON.stringify({ id, type, body }));
    });
  }

  return {
    ask,
    push<T extends PushType<Out>>(type: T, body: BodyOf<Out, T>): void {
      if (!closed) send(JSON.stringify({ type, body }));
    },
    settle: (reply: Reply) => waiting.get(reply.re)?.settle(reply),
    close(): void {
      closed = true;
      for (const { fail } of [...waiting.values()]) fail(new WireError("closed", "the link was closed"));
    },
  };
}

function serve<In extends Catalogue, Out extends Catalogue>(options: PeerOptions<In, Out>) {
  const { incoming, handlers, send, onProblem } = options;

  async function answer({ type, body }: Message): Promise<unknown> {
    const kind = Object.hasOwn(incoming, type) ? incoming[type] : undefined;
    if (!kind) throw new WireError("unknown_type", `${type.slice(0, 100)}: no such message`);
    const parsed = kind.body.safeParse(body);
    if (!parsed.success) throw new WireError("malformed", `${type}: ${z.prettifyError(parsed.error)}`);
    const handle = handlers[type] as (body: unknown) => unknown;
    return await handle(parsed.data);
  }

  return async function receive(message: Message): Promise<void> {
    try {
      const ok = (await answer(message)) ?? null;
      if (message.id !== undefined) send(JSON.stringify({ re: message.id, ok }));
    } catch (cause) {
      const problem = cause instanceof WireError ? cause : new WireError("failed", `${message.type}: ${String(cause)}`);
      if (!(cause instanceof WireError) || message.id === undefined) onProblem?.(problem);
      // The other side learns that it failed, not how: that stays in this side's log.
      const told = cause instanceof WireError ? problem.message : `${message.type} failed`;
      if (message.id !== undefined) {
        send(JSON.stringify({ re: message.id, error: { code: problem.code, message: told } }));
      }
    }
  };
}
