import fs from "node:fs";
import path from "node:path";
import { type Order, OrderAnswer } from "#app/protocol/agent.ts";
import type { PanelClock } from "./clock.ts";
import { log } from "./log.ts";

const REMEMBER_MS = 60 * 60 * 1000;
const COMPACT_AT = 5000;

/** What came of doing an order: why it could not be done, or null, and what the game said to it. */
export type OrderOutcome = Pick<OrderAnswer, "reason" | "said">;
/** Does what an order asks for. */
export type OrderAct = (order: Order) => Promise<OrderOutcome>;

/**
 * Orders, each done at most once: an order is written down as begun before it is done, and its answer after. One that is
 * sent again gets its first answer; one whose answer was lost with the agent is `interrupted`; a late one is refused.
 */
export class OrderBook {
  readonly #file: string;
  readonly #clock: PanelClock;
  readonly #act: OrderAct;
  readonly #answers = new Map<string, OrderAnswer>();
  readonly #running = new Map<string, Promise<OrderAnswer>>();
  readonly #begun = new Map<string, OrderAnswer>();
  #written = 0;

  constructor(agentHome: string, clock: PanelClock, act: OrderAct) {
    this.#file = path.join(agentHome, "orders.jsonl");
    this.#clock = clock;
    this.#act = act;
    this.#load();
    this.#compact();
  }

  /** The answer to an order, which is done now if it is new and in time. */
  async take(order: Order): Promise<OrderAnswer> {
    const { orderId } = order;
    const known = this.#answers.get(orderId) ?? this.#running.get(orderId);
    if (known) return known;
    if (order.deadline < this.#clock.now())
      return { orderId, state: "expired", reason: null, said: [], at: this.#clock.now() };
    const running = this.#begin(order);
    this.#running.set(orderId, running);
    try {
      return await running;
    } finally {
      this.#running.delete(orderId);
    }
  }

  async #begin(order: Order): Promise<OrderAnswer> {
    const { orderId } = order;
    const interrupted: OrderAnswer = {
      orderId,
      state: "failed",
      reason: "interrupted",
      said: [],
      at: this.#clock.now(),
    };
    this.#begun.set(orderId, interrupted);
    this.#write(interrupted);
    const { reason, said } = await this.#act(order).catch((error: unknown): OrderOutcome => {
      log.warn("an order failed", { orderId, error: String(error) });
      return { reason: "write_failed", said: [] };
    });
    const answer: OrderAnswer = { orderId, state: reason ? "failed" : "done", reason, said, at: this.#clock.now() };
    this.#write(answer);
    this.#begun.delete(orderId);
    this.#answers.set(orderId, answer);
    if (this.#written > COMPACT_AT) this.#compact();
    return answer;
  }

  #write(answer: OrderAnswer): void {
    const descriptor = fs.openSync(this.#file, "a", 0o600);
    try {
      fs.writeSync(descriptor, `${JSON.stringify(answer)}\n`);
    } finally {
      fs.closeSync(descriptor);
    }
    this.#written++;
  }

  #load(): void {
    const text = fs.existsSync(this.#file) ? fs.readFileSync(this.#file, "utf8") : "";
    for (const line of text.split("\n")) {
      const answer = parseAnswer(line);
      if (answer) this.#answers.set(answer.orderId, answer);
    }
  }

  #compact(): void {
    const oldest = this.#clock.now() - REMEMBER_MS;
    for (const [orderId, { at }] of this.#answers) if (at < oldest) this.#answers.delete(orderId);
    const draft = `${this.#file}.new`;
    const kept = [...this.#answers.values(), ...this.#begun.values()];
    fs.writeFileSync(draft, kept.map((answer) => `${JSON.stringify(answer)}\n`).join(""), { mode: 0o600 });
    fs.renameSync(draft, this.#file);
    this.#written = 0;
  }
}

/** Null for the empty last line, and for one that a crash cut short. */
function parseAnswer(line: string): OrderAnswer | null {
  try {
    return OrderAnswer.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
