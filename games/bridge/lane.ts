/** The body of one report, without its run and revision. */
export type Report = Record<string, unknown>;

/** A stream of reports: what goes next is taken from it when the panel has taken what went before. */
export interface Lane {
  /** As the panel calls it, and the end of its path. */
  readonly name: string;
  /** Up to which all was taken by the panel. */
  revision: number;
  /** What is to be told next: nothing, one report, or all parts of one. */
  take(): Report[];
  /** The panel is at this revision; what it may have missed is to be told again, if it can be. */
  restart(revision: number): void;
}

/** As many events as wait for a panel that is away; of more, the oldest are lost. */
const MOST_WAITING = 20_000;
const MOST = 1000;

interface Told {
  kind: string;
  at: string;
  fields: Record<string, string | number | boolean>;
  details: Record<string, string>;
}

/** What happened, in its order. */
export class EventLane implements Lane {
  readonly name = "events";
  revision = 0;
  /** How many were lost, ever. */
  lost = 0;
  #waiting: Told[] = [];

  add(told: Told): void {
    this.#waiting.push(told);
    if (this.#waiting.length <= MOST_WAITING) return;
    this.#waiting.splice(0, MOST_WAITING / 10);
    this.lost += MOST_WAITING / 10;
  }

  take(): Report[] {
    return this.#waiting.length === 0 ? [] : [{ events: this.#waiting.splice(0, MOST) }];
  }

  restart(revision: number): void {
    this.revision = revision;
  }
}

/** Commands by name are few; what a player can type is not a name. */
const MOST_COMMANDS = 2000;

/** How often each command was given since the last report. */
export class CommandLane implements Lane {
  readonly name = "commands";
  revision = 0;
  #counts = new Map<string, { command: string; invocations: number; errors: number; totalMs: number }>();

  count(command: string, ms: number, failed: boolean): void {
    let counted = this.#counts.get(command);
    if (!counted) {
      if (this.#counts.size >= MOST_COMMANDS) return;
      counted = { command, invocations: 0, errors: 0, totalMs: 0 };
      this.#counts.set(command, counted);
    }
    counted.invocations += 1;
    counted.errors += failed ? 1 : 0;
    counted.totalMs += ms;
  }

  take(): Report[] {
    if (this.#counts.size === 0) return [];
    const commands = [...this.#counts.values()];
    this.#counts = new Map();
    return [{ commands }];
  }

  restart(revision: number): void {
    this.revision = revision;
  }
}

const MOST_WEALTH = 5000;

/** What players have, and how many transactions there were. */
export class EconomyLane implements Lane {
  readonly name = "economy";
  revision = 0;
  currency: string | null = null;
  circulation: number | null = null;
  readonly #known = new Map<string, number>();
  readonly #changed = new Set<string>();
  #transactions = 0;

  set(player: string, amount: number): void {
    if (this.#known.get(player) === amount) return;
    this.#known.set(player, amount);
    this.#changed.add(player);
  }

  transact(): void {
    this.#transactions += 1;
  }

  take(): Report[] {
    if (this.currency === null || (this.#changed.size === 0 && this.#transactions === 0)) return [];
    const wealth = [...this.#changed]
      .slice(0, MOST_WEALTH)
      .map((player) => ({ player, amount: this.#known.get(player)! }));
    for (const { player } of wealth) this.#changed.delete(player);
    const transactions = this.#transactions;
    this.#transactions = 0;
    return [{ currency: this.currency, wealth, circulation: this.circulation, transactions }];
  }

  restart(revision: number): void {
    this.revision = revision;
    for (const player of this.#known.keys()) this.#changed.add(player);
  }
}
