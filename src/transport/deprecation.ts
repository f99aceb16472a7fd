import type { Deprecation } from "#app/operation/define.ts";

/** What each answer of an operation that goes away says: RFC 9745 since when, RFC 8594 until when, and where to read what to do. */
export function deprecationHeaders({ since, sunset }: Deprecation): Record<string, string> {
  return {
    deprecation: `@${Math.floor(Date.parse(`${since}T00:00:00Z`) / 1000)}`,
    sunset: new Date(`${sunset}T00:00:00Z`).toUTCString(),
    link: '</docs/versioning>; rel="deprecation"; type="text/html"',
  };
}
