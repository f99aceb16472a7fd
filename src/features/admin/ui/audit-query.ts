import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { readMoment } from "../moment.ts";

export const OUTCOMES = ["done", "refused", "failed"] as const;

/** What of the audit log is in the address. `from` and `to` are as people write them: `now-24h` or ISO 8601. */
export const AUDIT_PARSERS = {
  actor: parseAsString.withDefault(""),
  operation: parseAsString.withDefault(""),
  outcome: parseAsStringLiteral(OUTCOMES),
  target: parseAsString.withDefault(""),
  server: parseAsString.withDefault(""),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  /** The entry that is open at the side. */
  entry: parseAsInteger,
};

export interface AuditFilter {
  actor: string;
  operation: string;
  outcome: (typeof OUTCOMES)[number] | null;
  target: string;
  server: string;
  from: string;
  to: string;
}

export function isFiltered(filter: AuditFilter): boolean {
  const { actor, operation, outcome, target, server, from, to } = filter;
  return [actor, operation, outcome, target, server, from, to].some(Boolean);
}

/** The question that a filter stands for at this moment. A moment that cannot be read bounds nothing; the form says so. */
export function auditInput(filter: AuditFilter, nowMs: number) {
  const from = readMoment(filter.from, nowMs);
  const to = readMoment(filter.to, nowMs);
  return {
    ...(filter.actor && { actor: filter.actor }),
    ...(filter.operation && { operation: filter.operation }),
    ...(filter.outcome && { outcome: filter.outcome }),
    ...(filter.target && { targetId: filter.target }),
    ...(filter.server && { serverId: filter.server }),
    ...(from && { from }),
    ...(to && { to }),
  };
}
