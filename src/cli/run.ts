import type * as z from "zod";
import type { AnyOperation } from "#app/operation/define.ts";
import type { Installation } from "./installation.ts";

/** Runs one operation on this machine's installation as its operator. */
export async function runOperation<Op extends AnyOperation>(
  operation: Op,
  input: z.input<Op["input"]>,
): Promise<z.output<Op["output"]>> {
  const { execute } = await import("#app/operation/execute.ts");
  return withInstallation(({ operator }) => execute(operation, operator, input));
}

/** Opens the installation for the while of `work`. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const { openInstallation } = await import("./installation.ts");
  const installation = await openInstallation();
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify({ data })}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A whole number of an option; commander shows the sentence of what is thrown. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number.`);
  return Number(text);
}
