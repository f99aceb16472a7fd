import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import * as z from "zod";
import { OperatorError } from "./operator-error.ts";

/**
 * The form of a backup, version 1:
 *
 *     gamekeeper backup 1 {header as JSON}\n     readable with `head -1`
 *     frames, compressed with zstd               u32 length, u8 kind, that many bytes
 *     32 bytes                                   SHA-256 of everything before
 */
const MAGIC = "gamekeeper backup ";
const FORMAT = 1;
const CHECKSUM_BYTES = 32;
const LONGEST_HEADER = 1024 * 1024;

export const BackupHeader = z.object({
  version: z.string().describe("The release that wrote it."),
  createdAt: z.string(),
  postgres: z.string(),
  migrations: z
    .array(z.object({ name: z.string(), checksum: z.string() }))
    .describe("What the database had, in order."),
});
export type BackupHeader = z.output<typeof BackupHeader>;

/** A piece of a backup's body: something said, or bytes of a table. */
export type Frame = { kind: "json"; value: unknown } | { kind: "rows"; bytes: Buffer };

const KINDS = { json: 1, rows: 2 } as const;

/** Writes a backup, whole or not at all, readable by its owner alone. Returns its size in bytes. */
export async function writeBackupFile(
  file: string,
  header: BackupHeader,
  frames: AsyncIterable<Frame>,
): Promise<number> {
  if (existsSync(file)) throw new OperatorError(`${file} exists already: give another name, or move it away.`);
  const draft = `${file}.part`;
  const output = createWriteStream(draft, { mode: 0o600, flush: true });
  try {
    const hash = createHash("sha256");
    const firstLine = `${MAGIC}${FORMAT} ${JSON.stringify(header)}\n`;
    hash.update(firstLine);
    output.write(firstLine);
    const hashing = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(Readable.from(encode(frames)), createZstdCompress(), hashing, output, { end: false });
    output.end(hash.digest());
    await once(output, "close");
    await rename(draft, file);
    return (await stat(file)).size;
  } catch (error) {
    output.destroy();
    await rm(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "ENOENT" || code === "ENOSPC" || code === "EROFS")
      throw new OperatorError(`The backup ${file} cannot be written (${code}).`);
    throw error;
  }
}

async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const bytes = frame.kind === "json" ? Buffer.from(JSON.stringify(frame.value)) : frame.bytes;
    const head = Buffer.alloc(5);
    head.writeUInt32BE(bytes.length);
    head.writeUInt8(KINDS[frame.kind], 4);
    yield head;
    yield bytes;
  }
}

/**
 * Opens a backup after its checksum was found right, so what is read from it is what was written.
 * Throws OperatorError if it is no backup, of a later form, cut off or changed.
 */
export async function openBackupFile(file: string): Promise<{ header: BackupHeader; frames: AsyncIterable<Frame> }> {
  const { size, firstLine, checksum } = await readEnds(file);
  const [, format, json] = new RegExp(`^${MAGIC}(\\d+) (.*)$`).exec(firstLine) ?? [];
  if (!format) throw new OperatorError(`${file} is not a backup of Gamekeeper.`);
  if (Number(format) !== FORMAT)
    throw new OperatorError(
      `${file} is of a later form (${format}) than this release reads: restore it with a newer one.`,
    );
  const bodyEnd = size - CHECKSUM_BYTES - 1;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { end: bodyEnd })) hash.update(chunk);
  if (!hash.digest().equals(checksum))
    throw new OperatorError(`${file} is damaged or was cut off: its checksum is not right. Nothing was changed.`);
  const header = BackupHeader.parse(JSON.parse(json!));
  const start = Buffer.byteLength(firstLine) + 1;
  return { header, frames: decode(file, start, bodyEnd) };
}

async function readEnds(file: string): Promise<{ size: number; firstLine: string; checksum: Buffer }> {
  if (!existsSync(file)) throw new OperatorError(`There is no file ${file}.`);
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const beginning = Buffer.alloc(Math.min(size, LONGEST_HEADER));
    await handle.read(beginning, 0, beginning.length, 0);
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    await handle.read(checksum, 0, CHECKSUM_BYTES, Math.max(0, size - CHECKSUM_BYTES));
    const end = beginning.indexOf(10);
    return { size, firstLine: beginning.subarray(0, Math.max(0, end)).toString("utf8"), checksum };
  } finally {
    await handle.close();
  }
}

async function* decode(file: string, start: number, end: number): AsyncGenerator<Frame> {
  const source = createReadStream(file, { start, end });
  const plain = source.pipe(createZstdDecompress());
  source.once("error", (error) => plain.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE()) {
      const length = rest.readUInt32BE();
      const bytes = rest.subarray(5, 5 + length);
      yield rest.readUInt8(4) === KINDS.json
        ? { kind: "json", value: JSON.parse(bytes.toString("utf8")) }
        : { kind: "rows", bytes };
      rest = rest.subarray(5 + length);
    }
  }
}
