import { createHmac, randomInt } from "node:crypto";
import * as z from "zod";
import { secret } from "#app/operation/secret.ts";
import type { Vault } from "#app/platform/crypto.ts";

/** Nothing that is read as something else. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP = 4;
export const LEAST_CODE = 6;

/** A code as a person types it. Case, spaces and dashes do not matter. */
export const TypedCode = secret(z.string().trim().min(1).max(60)).describe(
  "The code. Case, spaces and dashes do not matter.",
);

/** A code of about 78 random bits: `7KQM-2XPD-9RTV-HW4C`. */
export function newCode(): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  );
  return groups.join("-");
}

/** A code as it is compared. */
export function plainCode(code: string): string {
  return code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}

/** Keyed, as codes that people choose are short: whoever reads the table could try all that are likely. */
export function codeHash(vault: Vault, code: string): string {
  return createHmac("sha256", vault.derive("coupon codes")).update(plainCode(code)).digest("hex");
}
