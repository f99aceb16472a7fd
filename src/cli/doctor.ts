import { existsSync, statfsSync } from "node:fs";
import { connect } from "node:net";
import * as z from "zod";
import { checkLedger } from "#app/features/economy/server/index.ts";
import { checkFigures } from "#app/features/kills/server/index.ts";
import { lastVerified, readPlan } from "#app/features/panel-backups/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { now } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";
import { type Env, home, publicUrl } from "#app/platform/env.ts";
import { planMigrations } from "#app/platform/migrate.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { openInstallationVault } from "#app/platform/secret-file.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { supervisorLock } from "#app/supervisor/layout.ts";
import { lockHolder } from "#app/supervisor/lock.ts";
import { checkPublicPort } from "#app/supervisor/ports.ts";
import { databaseUrl } from "./installation.ts";

/** One thing that was looked at. `advice` says what to do where it is not well. */
export interface Finding {
  what: string;
  state: "ok" | "note" | "bad";
  says: string;
  advice?: string;
}

const ASK_MS = 5_000;
const CLOCK_APART_MS = 2_000;
const GIB = 1024 ** 3;

/** Looks through an installation, from the machine outwards. Changes nothing; starts an embedded database that is down for the while. */
export async function findings(settings: Env): Promise<Finding[]> {
  const runs = lockHolder(supervisorLock(home(settings))) !== null;
  return [
    nodeVersion(),
    dataFolder(settings),
    disk(settings),
    await port(settings, runs),
    ...(await database(settings, runs)),
    await redis(settings),
    discord(settings),
    mail(settings),
    await address(settings, runs),
  ];
}

function nodeVersion(): Finding {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const says = `${process.versions.node} on ${process.platform} ${process.arch}`;
  if (major >= 24) return { what: "Node", state: "ok", says };
  return { what: "Node", state: "bad", says, advice: "Node 24 is needed: run npm install again, it brings its own." };
}

function dataFolder(settings: Env): Finding {
  const folder = home(settings);
  if (existsSync(folder)) return { what: "Data folder", state: "ok", says: folder };
  const advice = "Start the panel once with npm start, or set GAMEKEEPER_HOME.";
  return { what: "Data folder", state: "bad", says: `${folder} is not there`, advice };
}

function disk(settings: Env): Finding {
  const folder = existsSync(home(settings)) ? home(settings) : ".";
  const { bavail, bsize, blocks } = statfsSync(folder);
  const [free, whole] = [bavail * bsize, blocks * bsize];
  const says = `${(free / GIB).toFixed(1)} GiB free of ${(whole / GIB).toFixed(1)} GiB`;
  const advice = "Make room: without it neither the database nor the games can write.";
  if (free < GIB) return { what: "Disk", state: "bad", says, advice };
  return free < 5 * GIB ? { what: "Disk", state: "note", says, advice } : { what: "Disk", state: "ok", says };
}

async function port({ HOST, PORT }: Env, runs: boolean): Promise<Finding> {
  const what = "Port";
  if (runs) return { what, state: "ok", says: `${HOST}:${PORT}, held by the running panel` };
  try {
    await checkPublicPort(HOST, PORT);
    return {
      what,
      state: "ok",
      says: `${HOST}:${PORT} is free; the panel does not run`,
      advice: "Start it with npm start.",
    };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { what, state: "bad", says: `${HOST}:${PORT}`, advice: error.message };
  }
}

async function database(settings: Env, runs: boolean): Promise<Finding[]> {
  const what = "Database";
  const place = settings.DATABASE_URL ? new URL(settings.DATABASE_URL).host : "embedded";
  try {
    const { url, stop } = await databaseUrl(settings);
    try {
      const { isEmpty, pending } = await planMigrations(url);
      const schema: Finding =
        isEmpty || pending.length > 0
          ? {
              what: "Migrations",
              state: runs ? "bad" : "note",
              says: isEmpty
                ? "none applied yet"
                : `${pending.length} to apply: ${pending.map(({ name }) => name).join(", ")}`,
              advice: "npm start applies them, with a backup before.",
            }
          : { what: "Migrations", state: "ok", says: "all applied" };
      const rest = isEmpty || pending.length > 0 ? [] : await inside(settings, url, runs);
      return [{ what, state: "ok", says: `${place} answers` }, schema, ...rest];
    } finally {
      await stop();
    }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{ what, state: "bad", says: place, advice: error.message }];
  }
}

const Clock = z.object({ at: z.date() });
const Link = z.object({
  name: z.string(),
  state: z.enum(["pending", "online", "silent"]),
  lastSeenAt: z.date().nullable(),
});
const Present = z.object({ part: z.string() });

/** What only a database with its tables tells. */
async function inside(settings: Env, url: string, runs: boolean): Promise<Finding[]> {
  const db = openDatabase(url, 2);
  try {
    const before = Date.now();
    const [clock] = await rows(db, Clock, sql`select clock_timestamp() as at`);
    const apart = Math.abs(clock!.at.getTime() - (before + Date.now()) / 2);
    const secret = await openInstallationVault(settings, db).then(
      (): Finding => ({ what: "Secret", state: "ok", says: "belongs to this database" }),
      (error: Error): Finding => ({ what: "Secret", state: "bad", says: "cannot be used", advice: error.message }),
    );
    const links = await rows(
      db,
      Link,
      sql`select n.name, n."lastSeenAt", case when n."enrolledAt" is null then 'pending' when l."nodeId" is null then 'silent' else 'online' end as state
          from nodes n left join node_link l on l."nodeId" = n.id and l."leaseUntil" > clock_timestamp() order by n.name`,
    );
    const parts = await rows(
      db,
      Present,
      sql`select distinct part from presence where "seenAt" > clock_timestamp() - interval '8 seconds' order by part`,
    );
    return [
      secret,
      apart > CLOCK_APART_MS
        ? {
            what: "Clock",
            state: "note",
            says: `this machine and the database's are ${(apart / 1000).toFixed(1)} s apart`,
            advice: "Let both be set by NTP: the panel goes by the database's, logs by this one's.",
          }
        : { what: "Clock", state: "ok", says: `${Math.round(apart)} ms from the database's` },
      await ledger(db),
      await killFigures(db),
      await backups(db),
      ...(runs ? [partsFinding(parts.map(({ part }) => part))] : []),
      ...links.map((link) => linkFinding(link, runs)),
    ];
  } finally {
    await db.close();
  }
}

async function ledger(db: Sql): Promise<Finding> {
  const what = "Coins";
  const { transfers, accounts, inCirculation, faults } = await checkLedger(db);
  const says = `${transfers} movements on the accounts of ${accounts} members, ${inCirculation} coins in all`;
  if (faults.length === 0) return { what, state: "ok", says: `${says}: the books agree` };
  const named = faults.slice(0, 5).map((fault) => `${fault.what} of ${fault.id}`);
  return {
    what,
    state: "bad",
    says: `${says}: they do not agree in ${faults.length === 50 ? "50 or more places" : `${faults.length} places`} (${named.join(", ")})`,
    advice:
      "Somebody wrote into the database by hand, or it was damaged: restore a backup from before, or correct members' coins.",
  };
}

/** How old the last backup is of which it is known that it restores. */
async function backups(db: Sql): Promise<Finding> {
  const what = "Backups";
  const [{ frequency }, last] = [await readPlan(db), await lastVerified(db)];
  const days = last === null ? null : Math.floor((now().getTime() - last.getTime()) / DAY);
  const says = days === null ? "none was ever verified" : `the last verified one is ${days} days old`;
  if (frequency === "off")
    return { what, state: "note", says: `no plan; ${says}`, advice: "Make a plan on the page Settings, Backups." };
  const most = frequency === "daily" ? 2 : 8;
  if (days !== null && days <= most) return { what, state: "ok", says };
  return { what, state: "bad", says, advice: "The page Settings, Backups, says what went wrong. The worker must run." };
}

/** So many players' figures are compared with their kills. */
const LOOKED_AT = 200;

async function killFigures(db: Sql): Promise<Finding> {
  const what = "Figures of kills";
  const { players, differing } = await checkFigures(db, LOOKED_AT);
  if (differing.length === 0) return { what, state: "ok", says: `true, of ${players} players looked at` };
  return {
    what,
    state: "bad",
    says: `those of ${differing.length} of ${players} players are not what their kills give`,
    advice: "Run gamekeeper kills recount: it counts theirs anew.",
  };
}

function partsFinding(there: readonly string[]): Finding {
  const missing = ["web", "sidecar", "worker"].filter((part) => !there.includes(part));
  if (missing.length === 0) return { what: "Parts", state: "ok", says: there.join(", ") };
  const advice = "They start within half a minute; if they do not, their logs are in the data folder's logs.";
  return { what: "Parts", state: "bad", says: `not there: ${missing.join(", ")}`, advice };
}

function linkFinding({ name, state, lastSeenAt }: z.output<typeof Link>, runs: boolean): Finding {
  const what = `Node ${name}`;
  if (state === "online") return { what, state: "ok", says: "connected" };
  if (state === "pending")
    return {
      what,
      state: "note",
      says: "has never joined",
      advice: "Run its join command on the machine; its page makes one.",
    };
  const since = lastSeenAt ? `not connected; last seen ${lastSeenAt.toISOString()}` : "not connected";
  if (!runs) return { what, state: "note", says: `${since} (the panel does not run)` };
  return {
    what,
    state: "bad",
    says: since,
    advice: "Look at the agent's log on that machine, and whether it reaches the panel's address.",
  };
}

async function redis({ REDIS_URL }: Env): Promise<Finding> {
  const what = "Redis";
  if (!REDIS_URL) return { what, state: "ok", says: "not set: limits are counted in the process" };
  const { hostname, port: number, host } = new URL(REDIS_URL);
  if (await listens(hostname, Number(number || 6379))) return { what, state: "ok", says: `${host} answers` };
  return {
    what,
    state: "bad",
    says: `${host} does not answer`,
    advice: "Start it, or mend REDIS_URL: until then sign-in and the making of keys are refused.",
  };
}

function discord({ DISCORD_CLIENT_ID: id, DISCORD_CLIENT_SECRET: secret }: Env): Finding {
  const what = "Discord";
  if (!id && !secret) return { what, state: "ok", says: "not set: no sign-in by Discord" };
  if (!id || !secret)
    return { what, state: "bad", says: "half set", advice: "DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET go together." };
  if (!/^\d{17,20}$/.test(id))
    return {
      what,
      state: "bad",
      says: "DISCORD_CLIENT_ID is no application id",
      advice: "It is 17 to 20 digits, from the application's page at Discord.",
    };
  return { what, state: "ok", says: `application ${id}` };
}

function mail({ SMTP_URL }: Env): Finding {
  if (SMTP_URL) return { what: "Mail", state: "ok", says: new URL(SMTP_URL).host };
  return { what: "Mail", state: "ok", says: "not set: links are shown instead of sent" };
}

/** Whether people reach the panel at the address that it says of itself. */
async function address(settings: Env, runs: boolean): Promise<Finding> {
  const what = "Public URL";
  const url = publicUrl(settings);
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
  if (!loopback && url.startsWith("http:"))
    return {
      what,
      state: "note",
      says: `${url} is without TLS`,
      advice: "Put a proxy with TLS in front and set PUBLIC_URL to https://…",
    };
  if (!runs) return { what, state: "ok", says: url };
  const answer = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(ASK_MS) }).catch(
    (error: Error) => error,
  );
  if (answer instanceof Error)
    return {
      what,
      state: "bad",
      says: `${url} does not answer`,
      advice: `From this machine: ${answer.cause instanceof Error ? answer.cause.message : answer.message}. Set PUBLIC_URL to where people reach the panel.`,
    };
  if (answer.ok) return { what, state: "ok", says: `${url} answers` };
  return {
    what,
    state: "bad",
    says: `${url} answers ${answer.status}`,
    advice: "Something else may be at that address, or the panel is still starting.",
  };
}

function listens(host: string, number: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port: number, timeout: ASK_MS });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
