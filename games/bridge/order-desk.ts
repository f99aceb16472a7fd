import type { PanelHttp } from "./http.ts";
import type { BridgeOptions, Order, OrderAnswer } from "./types.ts";

const AGAIN_MS = 500;
const REPLACED_MS = 5_000;
const MOST_REMEMBERED = 1000;
/** Half a minute: a panel that was restarted, or whose database was, hears it after all. */
const ANSWER_TRIES = 60;

export interface DeskOptions {
  http: PanelHttp;
  path: string;
  run: string;
  obey: NonNullable<BridgeOptions["obey"]>;
}

/** Takes the panel's orders, one after the other, each once, and says what became of them. */
export class OrderDesk {
  readonly #options: DeskOptions;
  readonly #seen = new Set<string>();
  #stopFollowing: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #last: Promise<void> = Promise.resolve();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Follows the panel's orders until `pause` or `stop`; comes back by itself when the stream ends. */
  follow(): void {
    this.pause();
    if (this.#stopped) return;
    const { http, path, run } = this.#options;
    let againMs = AGAIN_MS;
    this.#stopFollowing = http.follow(`${path}/orders?run=${encodeURIComponent(run)}`, {
      event: (type, data) => {
        if (type === "order") this.#take(data as Order);
        else if (type === "closing" && (data as { reason?: string }).reason === "replaced") againMs = REPLACED_MS;
      },
      ended: () => {
        this.#stopFollowing = null;
        if (!this.#stopped) this.#timer = setTimeout(() => this.follow(), againMs).unref();
      },
    });
  }

  pause(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#stopFollowing?.();
    this.#stopFollowing = null;
  }

  stop(): void {
    this.#stopped = true;
    this.pause();
  }

  /** Resolves when what it was told to do is done, and the panel has been told. */
  settled(): Promise<void> {
    return this.#last;
  }

  #take(order: Order): void {
    if (this.#seen.has(order.id)) return;
    this.#seen.add(order.id);
    if (this.#seen.size > MOST_REMEMBERED) this.#seen.delete(this.#seen.values().next().value!);
    // By the time that has gone here: this machine's clock may be off.
    const untilMs = performance.now() + order.withinMs;
    this.#last = this.#last.then(() => this.#do(order, untilMs));
  }

  async #do(order: Order, untilMs: number): Promise<void> {
    if (untilMs < performance.now()) return;
    let answer: OrderAnswer;
    try {
      answer = await this.#options.obey(order);
    } catch (error) {
      answer = { state: "failed", said: error instanceof Error ? error.message : String(error) };
    }
    await this.#answer(order.id, answer);
  }

  async #answer(id: string, { state, said = null }: OrderAnswer): Promise<void> {
    const { http, path, run } = this.#options;
    for (let tries = 0; tries < ANSWER_TRIES; tries++) {
      const answered = await http.post(`${path}/orders/${id}`, { run, state, said }).catch(() => null);
      if (answered && answered.status < 500 && answered.status !== 429) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
