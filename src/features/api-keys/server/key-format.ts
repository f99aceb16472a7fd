import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyFormat } from "../schema.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = "gk_live_";
const SECRET_LENGTH = 32;
const CHECK_LENGTH = 6;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`);
/** The document of MAID: `maid_{first 8 digits of the key's UUID}_{32 characters}`. Of ours the last 6 are a checksum, which leaves 155 random bits. */
const MAID_SHAPE = /^maid_[0-9a-f]{8}_[0-9A-Za-z]{32}$/;
const MAID_SECRET_LENGTH = 26;

/**
 * A new API key: `gk_live_`, 32 random base62 characters (190 bits), and 6 of checksum, so that a mistyped key is told from a wrong one without asking
 * the database, and a secret scanner can be sure of what it found.
 */
export function newKey(): string {
  const body = PREFIX + randomBase62(SECRET_LENGTH);
  return body + checksum(body);
}

/** A new key as MAID's clients know them, for the key with this id. */
export function newMaidKey(id: string): string {
  const body = `maid_${id.slice("key_".length, "key_".length + 8)}_${randomBase62(MAID_SECRET_LENGTH)}`;
  return body + checksum(body);
}

/** How a key is written, by its beginning. */
export function formatOf(start: string): KeyFormat {
  return start.startsWith("maid_") ? "maid" : "gamekeeper";
}

/** Whether a text has a key's shape and its checksum fits. */
export function isWellFormed(key: string): boolean {
  return (
    (SHAPE.test(key) || MAID_SHAPE.test(key)) && checksum(key.slice(0, -CHECK_LENGTH)) === key.slice(-CHECK_LENGTH)
  );
}

/** What of a key may be shown: enough to recognise it, far too little to use it. */
export function shownParts(key: string): { start: string; last4: string } {
  const prefix = key.lastIndexOf("_") + 1;
  return { start: key.slice(0, prefix + 4), last4: key.slice(-4) };
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let i = 0; i < CHECK_LENGTH; i++) {
    text = ALPHABET[rest % 62]! + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Bytes of 248 and above are thrown away: with them, the first 8 letters would come up more often than the rest. */
function randomBase62(length: number): string {
  let text = "";
  while (text.length < length)
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  return text;
}
