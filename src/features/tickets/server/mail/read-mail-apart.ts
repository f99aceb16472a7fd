import path from "node:path";
import { inOwnProcess } from "#app/platform/apart.ts";
import type { ReadMail } from "./read-mail.ts";

const PROGRAM = path.resolve("src/features/tickets/server/mail/read-mail-process.ts");
/** A mail of the largest size takes about a second. */
const END_MS = 10_000;
const MEMORY_MIB = 256;

/** Reading takes processor and memory: one after the other in each process. */
let reading: Promise<unknown> = Promise.resolve();

/**
 * Reads a mail as it came, in a process that is ended where that takes too long: some mails of the size that may come cost a reader minutes, and this one has
 * more to do. Throws for what cannot be read, or not in that time.
 */
export function readMailApart(raw: Buffer): Promise<ReadMail> {
  const read = reading.then(() => inOwnProcess<ReadMail>(PROGRAM, raw, { endMs: END_MS, memoryMiB: MEMORY_MIB }));
  reading = read.catch(() => {});
  return read;
}
