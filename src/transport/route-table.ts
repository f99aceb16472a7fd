import type { AnyOperation, Http, HttpMethod } from "#app/operation/define.ts";

/** What can have a route: an operation, or the row of a dialect's table. */
interface Routed {
  http?: Http;
}

/** What was found at a path: the operations by method, and the values of the path's `{names}`. */
export interface RouteMatch<T extends Routed = AnyOperation> {
  operations: ReadonlyMap<HttpMethod, T>;
  params: Record<string, string>;
}

interface Place<T> {
  literals: Map<string, Place<T>>;
  /** A `{name}` segment; all operations at one place use the same name. */
  wildcard: { name: string; place: Place<T> } | null;
  operations: Map<HttpMethod, T>;
}

/** A tree of path segments, so that finding a route costs one step a segment however many there are. */
export class RouteTable<T extends Routed = AnyOperation> {
  readonly #root: Place<T> = newPlace();

  constructor(operations: readonly T[]) {
    for (const operation of operations) this.#add(operation);
  }

  #add(operation: T): void {
    const { method, path } = operation.http!;
    let place = this.#root;
    for (const segment of path.split("/").slice(1)) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) {
        const next: Place<T> = place.literals.get(segment) ?? newPlace();
        place.literals.set(segment, next);
        place = next;
        continue;
      }
      place.wildcard ??= { name, place: newPlace() };
      if (place.wildcard.name !== name) throw new Error(`${path} calls {${place.wildcard.name}} {${name}}`);
      place = place.wildcard.place;
    }
    if (place.operations.has(method)) throw new Error(`${method} ${path} is the route of two operations`);
    place.operations.set(method, operation);
  }

  /** What is at a path (`/servers/srv_1`, without query), or null. A literal segment goes before a wildcard. */
  find(path: string): RouteMatch<T> | null {
    const segments = path.split("/").slice(1);
    const params: Record<string, string> = {};
    const place = descend(this.#root, segments, 0, params);
    return place && { operations: place.operations, params };
  }
}

function newPlace<T>(): Place<T> {
  return { literals: new Map(), wildcard: null, operations: new Map() };
}

function descend<T>(
  place: Place<T>,
  segments: readonly string[],
  at: number,
  params: Record<string, string>,
): Place<T> | null {
  if (at === segments.length) return place.operations.size > 0 ? place : null;
  const segment = segments[at]!;
  const literal = place.literals.get(segment);
  const found = literal && descend(literal, segments, at + 1, params);
  if (found) return found;
  if (!place.wildcard || segment === "") return null;
  const below = descend(place.wildcard.place, segments, at + 1, params);
  if (below) params[place.wildcard.name] = decoded(segment);
  return below;
}

/** A segment of a path as it was meant; one that is not encoded as it should be stays as it is, and names nothing. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
