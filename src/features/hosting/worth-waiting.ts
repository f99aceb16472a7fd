/** For what a server can be waited for, where it could not be made at once: reasons of the panel's errors. */
const WORTH_WAITING: ReadonlySet<string> = new Set(["nodes.none", "nodes.full", "queue.others_wait"]);

export function isWorthWaiting(reason: string | undefined): boolean {
  return reason !== undefined && WORTH_WAITING.has(reason);
}
