import type { Lane, Report } from "./lane.ts";

/** As many as one report takes, and as many bytes: the panel takes 1 MiB. */
const MOST = 2000;
const MOST_BYTES = 700_000;

/**
 * What the panel is to know of one sort of thing, and what of it it does not know yet. Saying the same again costs a comparison; many changes of one thing
 * between two reports are one. Its size is that of the world: nothing is queued.
 */
export class Mirror<T extends object> implements Lane {
  readonly name: string;
  revision = 0;
  readonly #keyOf: (item: T) => string;
  /** Each as JSON, by its key. */
  readonly #known = new Map<string, string>();
  #changed = new Set<string>();
  #removed = new Set<string>();
  #whole = false;

  constructor(name: string, keyOf: (item: T) => string) {
    this.name = name;
    this.#keyOf = keyOf;
  }

  /** It is there, and is so. */
  set(item: T): void {
    const key = this.#keyOf(item);
    const text = JSON.stringify(item);
    if (this.#known.get(key) === text) return;
    this.#known.set(key, text);
    this.#changed.add(key);
    this.#removed.delete(key);
  }

  /** It is no more. */
  remove(key: string): void {
    if (!this.#known.delete(key)) return;
    this.#changed.delete(key);
    this.#removed.add(key);
  }

  /** These are all there are. */
  sync(items: Iterable<T>): void {
    const gone = new Set(this.#known.keys());
    for (const item of items) {
      gone.delete(this.#keyOf(item));
      this.set(item);
    }
    for (const key of gone) this.remove(key);
  }

  /** The panel knows nothing of it, or is not sure: it is told all of it next. */
  restart(revision: number): void {
    this.revision = revision;
    this.#whole = true;
  }

  take(): Report[] {
    if (this.#whole) return this.#takeWhole();
    if (this.#changed.size === 0 && this.#removed.size === 0) return [];
    const set: string[] = [];
    let bytes = 0;
    for (const key of this.#changed) {
      const text = this.#known.get(key)!;
      if (set.length === MOST || bytes + text.length > MOST_BYTES) break;
      set.push(text);
      bytes += text.length;
      this.#changed.delete(key);
    }
    const remove = [...this.#removed].slice(0, MOST);
    for (const key of remove) this.#removed.delete(key);
    return [{ set: parsed(set), ...(remove.length > 0 && { remove }) }];
  }

  #takeWhole(): Report[] {
    this.#whole = false;
    this.#changed = new Set();
    this.#removed = new Set();
    const parts: string[][] = [[]];
    let bytes = 0;
    for (const text of this.#known.values()) {
      if (parts.at(-1)!.length === MOST || bytes + text.length > MOST_BYTES) {
        parts.push([]);
        bytes = 0;
      }
      parts.at(-1)!.push(text);
      bytes += text.length;
    }
    return parts.map((part, index) => ({ snapshot: { part: index + 1, of: parts.length }, set: parsed(part) }));
  }
}

function parsed(texts: readonly string[]): unknown[] {
  return JSON.parse(`[${texts.join(",")}]`);
}
