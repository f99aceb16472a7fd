import type { FileHandle } from "node:fs/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import { LogRefused } from "./log-roots.ts";

const CHUNK_BYTES = 1024 * 1024;
const PACKED_BYTES = 64 * 1024;
const UNPACKED_BYTES = 128 * 1024;
/** One chunk at a time: several that wait would be copied into one. */
const UNPACKING = { chunkSize: UNPACKED_BYTES, readableHighWaterMark: 1 };
/** A log beyond this is not one: the longest seen have some tens of megabytes. */
export const MOST_LOG_BYTES = 8 * 1024 ** 3;
/** Text of logs packs 10 to 30 times; what unpacks to far more was made to. */
const MOST_PACKED_TIMES = 300;
const FREE_BYTES = 64 * 1024 * 1024;

export interface LogBytes {
  /** Of the file as it lay there when it was opened; what is written behind it later is not read. */
  readonly ofBytes: number;
  /** Read of the file so far. */
  readonly readBytes: number;
  /** The log's bytes, unpacked where they are packed. Each chunk is good until the next is asked for. Throws LogRefused. */
  chunks(): AsyncGenerator<Buffer>;
}

/** Reads an opened log in constant memory. Whether it is packed is told by its first bytes, whatever it is called. */
export async function logBytes(file: FileHandle): Promise<LogBytes> {
  const { size } = await file.stat();
  if (size > MOST_LOG_BYTES) throw new LogRefused("too_big");
  let readBytes = 0;

  /** While one chunk is worked on, the next is read. */
  async function* raw(into: (turn: number) => Buffer): AsyncGenerator<Buffer> {
    const next = async (turn: number, at: number) => {
      const buffer = into(turn);
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at);
      return buffer.subarray(0, bytesRead);
    };
    let coming = size > 0 ? next(0, 0) : null;
    for (let turn = 1; coming !== null; turn += 1) {
      const chunk = await coming;
      // It has become shorter than it was.
      if (chunk.length === 0) return;
      readBytes += chunk.length;
      coming = readBytes < size ? next(turn, readBytes) : null;
      // Where nobody asks for it any more, nobody is told that it failed.
      coming?.catch(() => {});
      yield chunk;
    }
  }

  async function* unpacked(): AsyncGenerator<Buffer> {
    const gunzip = createGunzip(UNPACKING);
    const fed = feed(gunzip, raw(turning(PACKED_BYTES)));
    let unpackedBytes = 0;
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        unpackedBytes += chunk.length;
        if (unpackedBytes > MOST_LOG_BYTES || unpackedBytes > FREE_BYTES + size * MOST_PACKED_TIMES)
          throw new LogRefused("too_big");
        yield chunk;
        release(chunk);
      }
    } catch (error) {
      if (error instanceof LogRefused) throw error;
      throw new LogRefused("damaged");
    } finally {
      gunzip.destroy();
      await fed;
    }
  }

  const head = Buffer.alloc(2);
  const { bytesRead } = await file.read(head, 0, 2, 0);
  const isPacked = bytesRead === 2 && head[0] === 0x1f && head[1] === 0x8b;
  return {
    ofBytes: size,
    get readBytes() {
      return readBytes;
    },
    chunks: isPacked ? unpacked : () => raw(turning(CHUNK_BYTES)),
  };
}

/** Two buffers by turns: while one is worked on, the other is read into. */
function turning(bytes: number): (turn: number) => Buffer {
  const buffers = [Buffer.allocUnsafeSlow(bytes), Buffer.allocUnsafeSlow(bytes)] as const;
  return (turn) => buffers[turn % 2 === 0 ? 0 : 1];
}

/** Gives packed bytes to what unpacks them, each chunk when the one before is used up, so that its buffer may be read into again. */
async function feed(gunzip: Gunzip, packed: AsyncGenerator<Buffer>): Promise<void> {
  const closed = new Promise<void>((resolve) => gunzip.once("close", resolve));
  try {
    for await (const chunk of packed) {
      const written = new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()));
      await Promise.race([written, closed]);
      if (gunzip.destroyed) return;
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

/**
 * Gives back the memory of what was unpacked and is used up. The collector would do it, but it lets tens of megabytes of such come together first. Of a chunk that
 * does not end where its memory does, zlib fills the rest yet.
 */
function release({ buffer, byteOffset, length }: Buffer): void {
  if (
    buffer instanceof ArrayBuffer &&
    length > 0 &&
    byteOffset + length === buffer.byteLength &&
    buffer.byteLength === UNPACKED_BYTES
  )
    buffer.transfer(0);
}
