/** Reads one object of a data file field by field, and writes down everything that is wrong instead of throwing. */
export class Fields {
  readonly path: string;
  readonly #values: Record<string, unknown>;
  readonly #problems: string[];
  readonly #asked = new Set<string>();

  constructor(value: unknown, path: string, problems: string[]) {
    this.path = path;
    this.#problems = problems;
    if (isRecord(value)) this.#values = value;
    else {
      this.#values = {};
      this.problem(`must be an object, not ${kindOf(value)}`);
    }
  }

  problem(what: string): void {
    this.#problems.push(`${this.path}: ${what}`);
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  text(name: string, fallback?: string): string {
    const value = this.#take(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === "string" && value.trim() !== "") return value;
    this.problem(`${name} must be a text, not ${kindOf(value)}`);
    return fallback ?? "";
  }

  id(name: string): string {
    const value = this.text(name);
    if (value !== "" && !/^[a-z][a-z0-9-]*$/.test(value))
      this.problem(`${name} "${value}" must be a word in lower case`);
    return value;
  }

  whole(name: string, min: number, max: number, fallback?: number): number {
    const value = this.#take(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    this.problem(`${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`);
    return fallback ?? min;
  }

  share(name: string, fallback: number): number {
    const value = this.#take(name) ?? fallback;
    if (typeof value === "number" && value > 0 && value <= 1) return value;
    this.problem(`${name} must be a number above 0 and at most 1`);
    return fallback;
  }

  flag(name: string): boolean {
    const value = this.#take(name) ?? false;
    if (typeof value !== "boolean") this.problem(`${name} must be true or false`);
    return value === true;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.#take(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.problem(`${name} must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}`);
    return found ?? null;
  }

  range(name: string, fallback?: readonly [number, number]): readonly [number, number] {
    const value = this.#take(name);
    if (value === undefined && fallback) return fallback;
    if (Array.isArray(value) && value.length === 2) {
      const [low, high]: unknown[] = value;
      if (Number.isInteger(low) && Number.isInteger(high) && Number(low) >= 0 && Number(low) <= Number(high))
        return [Number(low), Number(high)];
    }
    this.problem(`${name} must be [least, most] in whole numbers, not ${JSON.stringify(value)}`);
    return [0, 0];
  }

  list(name: string, optional = true): unknown[] {
    const value = this.#take(name);
    if (value === undefined && optional) return [];
    if (Array.isArray(value)) return value;
    this.problem(`${name} must be a list, not ${kindOf(value)}`);
    return [];
  }

  texts(name: string): string[] {
    return this.list(name).filter((value): value is string => {
      if (typeof value === "string" && value !== "") return true;
      this.problem(`${name} must hold only texts`);
      return false;
    });
  }

  entries(name: string): [string, unknown][] {
    const value = this.#take(name);
    if (value === undefined) return [];
    if (isRecord(value)) return Object.entries(value);
    this.problem(`${name} must be an object, not ${kindOf(value)}`);
    return [];
  }

  child(name: string): Fields {
    return new Fields(this.#take(name), `${this.path} ${name}`, this.#problems);
  }

  children(name: string): Fields[] {
    return this.list(name).map((value, index) => new Fields(value, `${this.path} ${name}[${index}]`, this.#problems));
  }

  /** Call last: a field nobody asked for is most often a typing error. */
  done(): void {
    for (const name of Object.keys(this.#values)) if (!this.#asked.has(name)) this.problem(`unknown field "${name}"`);
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    return this.#values[name];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
