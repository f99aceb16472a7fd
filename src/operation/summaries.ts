import type { AnyOperation } from "./define.ts";

const summaries = new Map<string, string>();

/** Told by the registry, once: what each operation does, in words. */
export function rememberSummaries(operations: readonly AnyOperation[]): void {
  for (const { id, summary } of operations) summaries.set(id, summary);
}

/** What an operation does, in words. One that there is no more, of a former release, is known by its id alone. */
export function summaryOf(operationId: string): string {
  return summaries.get(operationId) ?? operationId;
}
