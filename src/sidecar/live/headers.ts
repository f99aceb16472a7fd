import type { IncomingMessage } from "node:http";
import type { HeaderReader } from "#app/transport/actor.ts";

/** The headers of a node request as the doors read them. */
export function headerReader({ headers }: IncomingMessage): HeaderReader {
  return {
    get(name) {
      const value = headers[name];
      return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
    },
  };
}
