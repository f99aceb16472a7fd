import { DAY, MINUTE, SECOND } from "#app/lib/duration.ts";

/** Addresses are compared and kept in this one form. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 256;

/** Of the most used passwords, those long enough to pass (letters only, as `simplified` writes them). */
const COMMON = [
  "password",
  "passwort",
  "passwordpassword",
  "iloveyou",
  "letmein",
  "letmeinplease",
  "welcome",
  "administrator",
  "superman",
  "sunshine",
  "princess",
  "football",
  "baseball",
  "basketball",
  "minecraft",
  "counterstrike",
  "starcitizen",
  "gamekeeper",
  "changeme",
  "changemenow",
  "trustno",
  "whatever",
  "correcthorsebatterystaple",
];
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "1q2w3e4r5t6z7u8i9o0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb",
];

export type PasswordProblem = "short" | "long" | "common" | "personal";

/**
 * What is wrong with a new password, or null. Long enough beats odd characters, so only what guessers try first is refused: few distinct
 * characters, runs of a keyboard or the alphabet, the best-known passwords with digits around, and the person's own name or address.
 */
export function passwordProblem(
  password: string,
  person: { name?: string; email?: string } = {},
): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return "short";
  if (length > PASSWORD_MAX) return "long";
  const lower = password.toLowerCase();
  if (new Set(lower).size < 5) return "common";
  const reversed = [...lower].reverse().join("");
  if (RUNS.some((run) => run.repeat(2).includes(lower) || run.repeat(2).includes(reversed))) return "common";
  if (COMMON.includes(simplified(lower))) return "common";
  const own = [person.name, person.email, person.email?.split("@")[0]].map((text) =>
    simplified(text?.toLowerCase() ?? ""),
  );
  if (own.some((text) => text.length >= 4 && text === simplified(lower))) return "personal";
  return null;
}

/** Without digits and signs, and with the usual replacements undone: `P4ssw0rd2024!` reads `password`. */
function simplified(lower: string): string {
  return lower
    .replace(/[\d\W_]+$/u, "")
    .replace(/^[\d\W_]+/u, "")
    .replaceAll("0", "o")
    .replaceAll("1", "i")
    .replaceAll("3", "e")
    .replaceAll("4", "a")
    .replaceAll("@", "a")
    .replaceAll("5", "s")
    .replaceAll("$", "s")
    .replace(/[^\p{L}]/gu, "");
}

/** How long a session lives without use, and at most, in milliseconds. */
const SESSION_IDLE_MS = 30 * DAY;
export const SESSION_MAX_MS = 90 * DAY;

/** When a session that is used now will end by itself. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + SESSION_IDLE_MS, createdAt.getTime() + SESSION_MAX_MS));
}

/** Failed tries are counted over this time. */
export const TRIES_WINDOW_MS = 15 * MINUTE;
const LONGEST_WAIT_MS = 60 * SECOND;

/**
 * How long to wait after the last of `failed` tries, in milliseconds: nothing for the first `free`, then 1 s doubling up to a minute. Never longer: a
 * stranger who keeps guessing must not be able to lock the owner out.
 */
export function waitAfter(failed: number, free: number): number {
  if (failed < free) return 0;
  return Math.min(LONGEST_WAIT_MS, SECOND * 2 ** Math.min(failed - free, 10));
}

/**
 * Where to go after signing in: a path of this panel, never another site. Anything else reads as the start page.
 * Browsers take `\` for `/` and drop control characters, so neither may occur.
 */
export function safeReturnPath(path: string | null | undefined): string {
  if (!path || path.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return "/";
  const parsed = URL.canParse(path, "http://panel.invalid") ? new URL(path, "http://panel.invalid") : null;
  // `/a/..//evil` is a path until its dots are resolved, and then it is another host.
  if (parsed?.origin !== "http://panel.invalid" || parsed.pathname.startsWith("//")) return "/";
  return `${parsed.pathname}${parsed.search}${parsed.hash}`;
}
