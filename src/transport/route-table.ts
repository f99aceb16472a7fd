import type { AnyOperation, HttpMethod } from "#app/operation/define.ts";

/** What was found at a path: the operations by method, and the values of the path's `{names}`. */
export interface RouteMatch {
  operations: ReadonlyMap<HttpMethod, AnyOperation>;
  params: Record<string, string>;
}

interface Place {
  literals: Map<string, Place>;
  /** A `{name}` segment; all operations at one place use the same name. */
  wildcard: { name: string; place: Place } | null;
  operations: Map<HttpMethod, AnyOperation>;
}

/** A tree of path segments, so that finding a route costs one step a segment however many there are. */
export class RouteTable {
  readonly #root: Place = newPlace();

  constructor(operations: readonly AnyOperation[]) {
    for (const operation of operations) this.#add(operation);
  }

  #add(operation: AnyOperation): void {
    const { method, path } = operation.http!;
    let place = this.#root;
    for (const segment of path.split("/").slice(1)) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) {
        const next = place.literals.get(segment) ?? newPlace();
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
  find(path: string): RouteMatch | null {
    const segments = path.split("/").slice(1);
    const params: Record<string, string> = {};
    const place = descend(this.#root, segments, 0, params);
    return place && { operations: place.operations, params };
  }
}

function newPlace(): Place {
  return { literals: new Map(), wildcard: null, operations: new Map() };
}

function descend(place: Place, segments: readonly string[], at: number, params: Record<string, string>): Place | null {
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

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
