import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import { flag, optional } from "#app/lib/env-fields.ts";
import { OperatorError } from "./operator-error.ts";
import { parseAllowedTargets } from "./outbound-address.ts";

const port = z.coerce.number().int().min(1).max(65535);

/**
 * Every setting that comes from the environment or `.env`, read once at start. The only file (with `agent/env.ts`) that says `process.env`.
 * What people may change while the panel runs is not here but in the settings' rows.
 */
export const Env = z.object({
  PORT: port.default(3000).describe("The one public port."),
  HOST: z.string().default("127.0.0.1").describe("The address to listen on. 0.0.0.0 for all of the machine's."),
  PUBLIC_URL: z
    .httpUrl()
    .or(z.url({ protocol: /^https?$/ }))
    .optional()
    .describe("How people reach the panel, for example https://panel.example.org. Default: http://HOST:PORT."),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .describe("Addresses or CIDR blocks of your reverse proxies, comma-separated. Only they may say X-Forwarded-For."),
  OUTBOUND_ALLOW: z
    .string()
    .default("")
    .superRefine((text, context) => {
      try {
        parseAllowedTargets(text);
      } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
      }
    })
    .describe(
      "What webhooks may call although it is not public or not https: hosts, addresses or CIDR blocks, each with or without :port, comma-separated. Example: 10.0.0.0/8, hooks.lan:8080.",
    ),
  GAMEKEEPER_HOME: z
    .string()
    .default("data")
    .describe("The data folder: database, secrets, logs, the local node's servers."),
  GAMEKEEPER_SECRET: optional.describe(
    "Encrypts secrets at rest, at least 32 characters. Default: made at first start and kept in the data folder. Required with DATABASE_URL on a new database.",
  ),
  DATABASE_URL: optional.describe(
    "Your own PostgreSQL 15 or newer. Default: an embedded PostgreSQL in the data folder.",
  ),
  DATABASE_DIRECT_URL: optional.describe("The same database without a pooler between, for LISTEN."),
  REDIS_URL: optional.describe(
    "Redis or Valkey: limits are counted there, for several processes together. Without it each counts for itself.",
  ),
  UPSTASH_REDIS_REST_URL: optional.describe(
    "Upstash over HTTPS: limits are counted there and not at REDIS_URL. Needs its token as well.",
  ),
  UPSTASH_REDIS_REST_TOKEN: optional.describe("Upstash: the token of that address."),
  DISCORD_CLIENT_ID: optional.describe("Sign-in by Discord: the application's client id."),
  DISCORD_CLIENT_SECRET: optional.describe("Sign-in by Discord: the application's client secret."),
  DISCORD_URL: z.string().default("https://discord.com").describe("Where Discord is. Changed by tests alone."),
  GOOGLE_CLIENT_ID: optional.describe("Sign-in by Google: client id."),
  GOOGLE_CLIENT_SECRET: optional.describe("Sign-in by Google: client secret."),
  GOOGLE_URL: z
    .string()
    .default("https://accounts.google.com")
    .describe("Where Google's issuer is. Changed by tests alone."),
  GITHUB_CLIENT_ID: optional.describe("Sign-in by GitHub: client id."),
  GITHUB_CLIENT_SECRET: optional.describe("Sign-in by GitHub: client secret."),
  GITHUB_URL: z.string().default("https://github.com").describe("Where GitHub is. Changed by tests alone."),
  RSI_URL: z
    .httpUrl()
    .or(z.url({ protocol: /^https?$/ }))
    .default("https://robertsspaceindustries.com")
    .describe("Where the profile pages of Star Citizen's players are. Read only where the setting rsi-profiles is on."),
  STRIPE_SECRET_KEY: optional.describe(
    "Payments by Stripe: the secret key. Coins are sold for money only where the setting payments says so.",
  ),
  STRIPE_WEBHOOK_SECRET: optional.describe(
    "Payments by Stripe: the signing secret of the webhook to PUBLIC_URL/api/v1/payments/stripe/webhook.",
  ),
  STRIPE_API_URL: z
    .httpUrl()
    .or(z.url({ protocol: /^https?$/ }))
    .default("https://api.stripe.com")
    .describe("Where Stripe's API is. Changed by tests alone."),
  SMTP_URL: optional.describe(
    "Mail server, for example smtps://user:password@mail.example.org. Without it no mail is sent.",
  ),
  MAIL_FROM: z.string().default("Gamekeeper <gamekeeper@localhost>").describe("The sender of the panel's mail."),
  TICKETS_MAIL_DOMAIN: z
    .string()
    .regex(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+)?$/i, "must be a domain, for example tickets.example.org")
    .optional()
    .transform((text) => text || undefined)
    .describe(
      "The domain of the addresses by which tickets are answered by mail, for example tickets.example.org. Its mail must come to TICKETS_MAIL_PORT. Without it mails about tickets cannot be answered.",
    ),
  TICKETS_MAIL_PORT: port
    .optional()
    .describe("Where mails to TICKETS_MAIL_DOMAIN are taken, by SMTP. Without it nothing listens for mail."),
  TICKETS_MAIL_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("The address to listen for them on. 0.0.0.0 for all of the machine's."),
  TICKETS_MAIL_TLS_CERT: optional.describe(
    "A file with the certificate of that mail server, and those that lead to its authority, as PEM: with it and its key mails may come by TLS (STARTTLS). Read again when it is renewed.",
  ),
  TICKETS_MAIL_TLS_KEY: optional.describe("The file with the private key of that certificate, as PEM."),
  REPHRASE_URL: optional.describe(
    "A language model that puts insights into other words, by the interface of chat completions, for example http://127.0.0.1:11434/v1. It is sent sentences of figures without names. Without it nothing is rephrased.",
  ),
  REPHRASE_MODEL: z.string().default("default").describe("The model's name there."),
  REPHRASE_KEY: optional.describe("The key for it."),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error"]).default("info").describe("How much is logged."),
  WEB_SERVES_API: flag.describe(
    "1: the web process answers the API itself, for a deployment without the sidecar in front.",
  ),
  SIDECAR_PARTS: z.string().default("edge,api,live,agents").describe("Which parts of the sidecar run in this process."),
  WEB_URL: z.string().default("http://127.0.0.1:3100").describe("Where the sidecar finds the web process."),
  INTERNAL_URL: z
    .string()
    .default("http://127.0.0.1:3200")
    .describe("Where this process is asked by the other parts. Needs GAMEKEEPER_BOOT_SECRET."),
  GAMEKEEPER_BOOT_SECRET: optional.describe(
    "What the parts of one installation show each other. Made anew at each start.",
  ),
  GAMEKEEPER_API_KEY: optional.describe(
    "The key with which `gamekeeper call` calls. The panel itself does not use it.",
  ),
  GAMEKEEPER_PROFILES: optional.describe(
    "The file in which `gamekeeper profiles` keeps panels and keys. Default: .config/gamekeeper/profiles.json in your home.",
  ),
  GAMEKEEPER_EMBEDDED: flag.describe("Set by the scripts: DATABASE_URL is that of the embedded PostgreSQL."),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production").describe("Set by the scripts."),
});
export type Env = z.output<typeof Env>;

let current: Env | undefined;

/** The settings, read at the first call. A bad value throws one error that lists everything that is wrong. */
export function env(): Env {
  current ??= parseEnvironment({ ...dotEnv(), ...process.env });
  return current;
}

/** Reads settings out of any record; see `env`. */
export function parseEnvironment(raw: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(raw);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new OperatorError(`The settings in the environment or .env are not as expected:\n${lines.join("\n")}`);
}

/**
 * The names of settings that `.env` gives another value now than this process was started with: they count from its next start on. Throws as `env` does where
 * the file is bad.
 */
export function changedSinceStart(): (keyof Env)[] {
  const running = env();
  const wanted = parseEnvironment({ ...dotEnv(), ...process.env });
  return (Object.keys(Env.shape) as (keyof Env)[]).filter((name) => wanted[name] !== running[name]);
}

/** Puts settings in place for this process: tests and tools that know better than the environment. */
export function setEnvironment(values: Record<string, string | undefined>): Env {
  current = parseEnvironment({ ...dotEnv(), ...process.env, ...values });
  return current;
}

/** How people reach the panel, without a slash at the end. */
export function publicUrl(settings: Env = env()): string {
  if (settings.PUBLIC_URL) return settings.PUBLIC_URL.replace(/\/+$/, "");
  const host = settings.HOST === "0.0.0.0" || settings.HOST === "::" ? "127.0.0.1" : settings.HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${settings.PORT}`;
}

/** next-auth takes its own address from the environment alone. */
export function tellNextAuthItsAddress(url: string): void {
  process.env.NEXTAUTH_URL = url;
}

/** The data folder as an absolute path. */
export function home(settings: Env = env()): string {
  return path.resolve(settings.GAMEKEEPER_HOME);
}

function dotEnv(): Record<string, string | undefined> {
  const file = path.resolve(".env");
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
}
