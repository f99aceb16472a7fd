import {
  argon2 as argon2WithCallback,
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  type ScryptOptions,
  scrypt as scryptWithCallback,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";
import { compare as compareBcrypt } from "bcryptjs";

const argon2 = promisify(argon2WithCallback);
const scrypt = promisify<string, string, number, ScryptOptions, Buffer>(scryptWithCallback);

export function sha256Hex(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A secret of 256 random bits for a link or a session, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
}

/** OWASP's first recommendation for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2 = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** The argon2id hash of a password, as a PHC string. Takes about 30 ms of one core. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await argon2("argon2id", { message: password.normalize("NFKC"), nonce, ...ARGON2 });
  return `$argon2id$v=19$m=${ARGON2.memory},t=${ARGON2.passes},p=${ARGON2.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** How other panels keep passwords, whose people were brought over. Beyond a cost of 14 one comparison takes longer than anybody waits. */
const BCRYPT = /^\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/;
/** The same of panels that are made with better-auth: salt and key, the salt's hex digits taken as text. */
const BETTER_AUTH = /^([0-9a-f]{32}):([0-9a-f]{128})$/;
const BETTER_AUTH_COST = { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 };

/** Whether a hash of another panel is of a kind that `verifyPassword` takes. */
export function isForeignHash(hash: string): boolean {
  return BCRYPT.test(hash) || BETTER_AUTH.test(hash);
}

/** What bcrypt looks at of a password: what follows it is not known to be the same. */
const BCRYPT_BYTES = 72;

/** Whether a password that has this hash is to be hashed anew, as this panel does it: one of another panel, which is quicker to guess. */
export function wantsNewHash(hash: string, password: string): boolean {
  return BCRYPT.test(hash) && Buffer.byteLength(password) <= BCRYPT_BYTES;
}

/** Whether the password has this hash. With `null` (no such account) it works as long and says false. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  if (hash !== null && BCRYPT.test(hash)) return compareBcrypt(password, hash);
  const [, salt, key] = BETTER_AUTH.exec(hash ?? "") ?? [];
  if (salt !== undefined && key !== undefined) {
    const made = await scrypt(password.normalize("NFKC"), salt, key.length / 2, BETTER_AUTH_COST);
    return timingSafeEqual(made, Buffer.from(key, "hex"));
  }
  const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
    hash ?? (await decoy()),
  );
  if (!phc) return false;
  const [, memory, passes, parallelism, nonce, tag] = phc;
  const expected = Buffer.from(tag!, "base64");
  const actual = await argon2("argon2id", {
    message: password.normalize("NFKC"),
    nonce: Buffer.from(nonce!, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && hash !== null;
}

let decoyHash: Promise<string> | undefined;
function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomToken());
  return decoyHash;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replaceAll("=", "");
}

/** Encrypts and decrypts secrets at rest: AES-256-GCM, written `v1:<key id>:<nonce>:<tag>:<text>`. */
export interface Vault {
  /** The first 8 hex digits of the key's SHA-256; stored, so that a wrong secret is noticed at start. */
  keyId: string;
  seal(text: string): string;
  open(sealed: string): string;
  /** A key for one purpose, derived from the installation's secret; 32 bytes. */
  derive(purpose: string): Buffer;
}

/** The vault under an installation's secret (at least 32 characters). */
export function openVault(secret: string): Vault {
  if (secret.length < 32) throw new Error("GAMEKEEPER_SECRET must have at least 32 characters.");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "gamekeeper", purpose, 32));
  const key = derive("secrets at rest");
  const keyId = sha256Hex(key).slice(0, 8);
  return {
    keyId,
    derive,
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return ["v1", keyId, ...[nonce, cipher.getAuthTag(), body].map((b) => b.toString("base64url"))].join(":");
    },
    open(sealed) {
      const [version, id, nonce, tag, body] = sealed.split(":");
      if (version !== "v1" || id !== keyId) throw new Error("This secret was sealed under another key.");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce!, "base64url"));
      decipher.setAuthTag(Buffer.from(tag!, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body!, "base64url")), decipher.final()]).toString("utf8");
    },
  };
}
