import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { OperatorError } from "#app/platform/operator-error.ts";

const CHUNK_BYTES = 4 * 1024 * 1024;

/** How the beginning of a file tells how it is packed. */
const PACKED: readonly { begins: string; name: string; opened?: () => NodeJS.ReadWriteStream }[] = [
  { begins: "1f8b", name: "gzip", opened: () => createGunzip({ chunkSize: CHUNK_BYTES }) },
  { begins: "28b52ffd", name: "zstd", opened: () => createZstdDecompress({ chunkSize: CHUNK_BYTES }) },
  { begins: "fd377a585a00", name: "xz" },
  { begins: "425a68", name: "bzip2" },
  { begins: "504b0304", name: "zip" },
];

/**
 * The text of a dump, piece by piece: as it is, or packed by gzip or zstd; in UTF-8, or in UTF-16, which is what PowerShell makes of a program's output. Throws
 * OperatorError for what cannot be read so.
 */
export async function* dumpText(file: string): AsyncGenerator<string, void, void> {
  const begins = beginningOf(file);
  const packed = PACKED.find((each) => begins.startsWith(each.begins));
  if (packed && !packed.opened)
    throw new OperatorError(`${file} is packed by ${packed.name}: unpack it first, or pack it by gzip.`);
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const plain = packed?.opened ? pipeline(bytes, packed.opened(), () => {}) : bytes;
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of plain as unknown as Readable) {
      decoder ??= new TextDecoder(encodingOf(chunk as Buffer));
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
  } catch (error) {
    if (packed && /^(Z_|ZSTD_|ERR_ZSTD)/.test(String((error as NodeJS.ErrnoException).code)))
      throw new OperatorError(
        `The dump is damaged or was cut off: it cannot be unpacked (${(error as Error).message}).`,
      );
    throw error;
  }
  yield decoder?.decode() ?? "";
}

function beginningOf(file: string): string {
  const opened = openSync(file, "r");
  try {
    if (!fstatSync(opened).isFile()) throw new OperatorError(`${file} is no file: give the dump as one file.`);
    const bytes = Buffer.alloc(8);
    return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, 0)).toString("hex");
  } finally {
    closeSync(opened);
  }
}

function encodingOf(begins: Buffer): string {
  if (begins[0] === 0xff && begins[1] === 0xfe) return "utf-16le";
  return begins[0] === 0xfe && begins[1] === 0xff ? "utf-16be" : "utf-8";
}
