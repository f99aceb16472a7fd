import {
  argon2 as argon2WithCallback,
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import * as z from "zod";
import type { Vault } from "./crypto.ts";
import { OperatorError } from "./operator-error.ts";

const argon2 = promisify(argon2WithCallback);

/**
 * A file that only who knows a secret can read, version 1:
 *
 *     gamekeeper sealed 1 {header as JSON}\n     by what it is sealed; authenticated with every piece
 *     pieces of 64 KiB, each AES-256-GCM         text, then 16 bytes of tag; the last one is marked as such in its nonce
 *
 * Each file has a key of its own, so that the pieces' numbers may be their nonces. A file that was cut off lacks its last piece, and does not open.
 */
const MAGIC = "gamekeeper sealed 1 ";
const PIECE = 64 * 1024;
const TAG = 16;
const LONGEST_HEADER = 4096;
const PURPOSE = "panel backup";

/** What a file is sealed under: the installation's secret, or words that somebody knows. */
export type SealKey = { by: "installation"; vault: Vault } | { by: "passphrase"; passphrase: string };

/** OWASP's memory-hard choice where time is plenty: a backup is opened once in a while, and tried by thieves for long. */
const ARGON2 = { memory: 65_536, passes: 3, parallelism: 1 };

const Header = z.discriminatedUnion("by", [
  z.object({ by: z.literal("installation"), keyId: z.string(), salt: z.string() }),
  z.object({
    by: z.literal("passphrase"),
    salt: z.string(),
    // What a hostile file may ask of this machine is bounded.
    memory: z.int().min(8).max(1_048_576),
    passes: z.int().min(1).max(16),
    parallelism: z.int().min(1).max(8),
  }),
]);
type Header = z.output<typeof Header>;

async function keyOf(header: Header, key: SealKey): Promise<Buffer> {
  const salt = Buffer.from(header.salt, "base64url");
  if (header.by === "passphrase" && key.by === "passphrase") {
    const { memory, passes, parallelism } = header;
    const message = key.passphrase.normalize("NFKC");
    return argon2("argon2id", { message, nonce: salt, memory, passes, parallelism, tagLength: 32 });
  }
  if (header.by === "installation" && key.by === "installation")
    return Buffer.from(hkdfSync("sha256", key.vault.derive(PURPOSE), salt, "file", 32));
  throw new Error("This key is not of the kind that the file is sealed under.");
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

/** Seals a file into another, which must not be there. Gives its size, and its SHA-256 in hex. */
export async function sealFile(from: string, to: string, key: SealKey): Promise<{ bytes: number; sha256: string }> {
  const salt = randomBytes(16).toString("base64url");
  const header: Header =
    key.by === "passphrase"
      ? { by: "passphrase", salt, ...ARGON2 }
      : { by: "installation", keyId: key.vault.keyId, salt };
  const firstLine = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  const fileKey = await keyOf(header, key);
  const hash = createHash("sha256");
  let bytes = 0;
  async function* sealed(): AsyncGenerator<Buffer> {
    yield firstLine;
    let index = 0;
    for await (const { piece, isLast } of piecesOf(createReadStream(from), PIECE)) {
      const cipher = createCipheriv("aes-256-gcm", fileKey, nonceOf(index++, isLast)).setAAD(firstLine);
      yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    }
  }
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of sealed()) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(to, { mode: 0o600, flags: "wx", flush: true }));
  return { bytes, sha256: hash.digest("hex") };
}

/** By what a file is sealed; null: it is no sealed file. */
export async function sealOf(file: string): Promise<Header["by"] | null> {
  return (await readHeader(file))?.header.by ?? null;
}

/** Writes what a sealed file holds into another file, whole or not at all. Throws OperatorError where the key is another one, or the file was changed. */
export async function openSealedFile(from: string, to: string, key: SealKey): Promise<void> {
  const found = await readHeader(from);
  if (!found) throw new OperatorError(`${from} is not a sealed backup of Gamekeeper.`);
  const { header, firstLine } = found;
  if (header.by === "passphrase" && key.by !== "passphrase")
    throw new OperatorError(`${from} is sealed under a passphrase: give it.`);
  if (header.by === "installation") {
    if (key.by !== "installation")
      throw new OperatorError(`${from} is sealed under the secret of its installation: give that.`);
    if (key.vault.keyId !== header.keyId)
      throw new OperatorError(
        `${from} is sealed under the secret of another installation (its fingerprint is ${header.keyId}).`,
      );
  }
  const fileKey = await keyOf(header, key);
  async function* plain(): AsyncGenerator<Buffer> {
    let index = 0;
    for await (const { piece, isLast } of piecesOf(createReadStream(from, { start: firstLine.length }), PIECE + TAG)) {
      const opener = createDecipheriv("aes-256-gcm", fileKey, nonceOf(index, isLast)).setAAD(firstLine);
      try {
        opener.setAuthTag(piece.subarray(-TAG));
        yield Buffer.concat([opener.update(piece.subarray(0, -TAG)), opener.final()]);
      } catch {
        throw new OperatorError(
          index === 0 && header.by === "passphrase"
            ? `${from} does not open: the passphrase is another one, or the file was changed.`
            : `${from} is damaged or was cut off. Nothing was changed.`,
        );
      }
      index += 1;
    }
  }
  try {
    await pipeline(Readable.from(plain()), createWriteStream(to, { mode: 0o600, flags: "wx" }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") await rm(to, { force: true });
    throw error;
  }
}

async function readHeader(file: string): Promise<{ header: Header; firstLine: Buffer } | null> {
  const handle = await open(file);
  try {
    const beginning = Buffer.alloc(LONGEST_HEADER);
    const { bytesRead } = await handle.read(beginning, 0, LONGEST_HEADER, 0);
    const text = beginning.subarray(0, bytesRead);
    const end = text.indexOf(10);
    if (end < 0 || !text.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) return null;
    const header = Header.safeParse(jsonOf(text.subarray(MAGIC.length, end).toString("utf8")));
    return header.success ? { header: header.data, firstLine: text.subarray(0, end + 1) } : null;
  } finally {
    await handle.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The bytes of a stream in pieces of one size; the last may be smaller, and there is always one. */
async function* piecesOf(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length > size) {
      yield { piece: rest.subarray(0, size), isLast: false };
      rest = rest.subarray(size);
    }
  }
  yield { piece: rest, isLast: true };
}
