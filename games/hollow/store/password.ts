import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

export interface PasswordHash {
  salt: string;
  hash: string;
  cost: number;
}

const COST = 16_384;
const KEY_BYTES = 32;
const MAX_WAITING = 64;
/** One at a time: each takes 16 MiB while it runs, and a crowd at the door must not take them all at once. */
let queue: Promise<unknown> = Promise.resolve();
let waiting = 0;

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return { salt: salt.toString("hex"), hash: key.toString("hex"), cost: COST };
}

export async function passwordMatches(password: string, stored: PasswordHash): Promise<boolean> {
  const key = await derive(password, Buffer.from(stored.salt, "hex"), stored.cost);
  const expected = Buffer.from(stored.hash, "hex");
  return expected.length === key.length && timingSafeEqual(expected, key);
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  if (waiting >= MAX_WAITING) return Promise.reject(new Error("too many passwords to check at once"));
  waiting += 1;
  const result = queue.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(password.normalize("NFC"), salt, KEY_BYTES, { N: cost, r: 8, p: 1 }, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
  );
  queue = result
    .catch(() => {})
    .finally(() => {
      waiting -= 1;
    });
  return result;
}
