import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { now } from "#app/platform/clock.ts";
import { env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { type OutboundHttp, openOutboundHttp } from "#app/platform/outbound-http.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { VERSION } from "#app/platform/version.ts";
import { type ProfileSource, RsiProfile } from "../rsi-profile.ts";
import { readProfilePage } from "./profile-page.ts";

const log = logOf("rsi");
/** The site as its operator knows it; another is what this panel's operator has put in its place. */
const SITE = "https://robertsspaceindustries.com";

const FRESH_MS = DAY;
const STALE_MS = 30 * DAY;
const ABSENT_MS = 6 * HOUR;
/** After a try that came to nothing the next one waits. */
const AGAIN_MS = MINUTE;
/** One page in so long, of all of the panel's processes together. */
const PACE_MS = 2 * SECOND;
/** Whose turn would come later is told that it is not to be had now. */
const LONGEST_WAIT_MS = 6 * SECOND;
const ANSWER_MS = 15 * SECOND;
const MOST_BYTES = 1024 * 1024;
const MOST_REDIRECTS = 3;

export const REFRESH_PROFILE_JOB = "catalog.refresh-profile";

export interface KnownProfile {
  profile: RsiProfile | null;
  source: ProfileSource;
  /** When the page was read; null: it was not. */
  fetchedAt: Date | null;
}

const PageRow = z.object({
  profile: RsiProfile.nullable(),
  fetchedAt: z.date().nullable(),
  triedAt: z.date(),
  problem: z.string().nullable(),
});

/**
 * What the profile page of a handle says. Kept for a day, then still told while it is read anew; that there is none, for six hours. With the setting off nothing is
 * read and nothing told. Never throws for what the site does.
 */
export async function profileOf(db: Sql, handle: string): Promise<KnownProfile> {
  if (!(await setting(db, "rsi-profiles"))) return { profile: null, source: "off", fetchedAt: null };
  const key = handle.toLowerCase();
  const known = await pageOf(db, key);
  const age = known?.fetchedAt ? now().getTime() - known.fetchedAt.getTime() : Number.POSITIVE_INFINITY;
  if (known?.profile && age < FRESH_MS) return { profile: known.profile, source: "cache", fetchedAt: known.fetchedAt };
  if (known && !known.profile && age < ABSENT_MS)
    return { profile: null, source: "absent", fetchedAt: known.fetchedAt };
  const isJustTried = known?.problem && now().getTime() - known.triedAt.getTime() < AGAIN_MS;
  if (known?.profile && age < STALE_MS) {
    if (!isJustTried) await addJobs(db, [{ name: REFRESH_PROFILE_JOB, payload: { handle: key }, key: `rsi:${key}` }]);
    return { profile: known.profile, source: "stale", fetchedAt: known.fetchedAt };
  }
  if (isJustTried) return { profile: null, source: "unavailable", fetchedAt: null };
  const read = await readOnce(key, () => unlessJustRead(db, key));
  if (!read) return { profile: null, source: "unavailable", fetchedAt: null };
  return { profile: read.profile, source: read.profile ? "page" : "absent", fetchedAt: now() };
}

/** The job: reads a page anew that was told although it is old. */
export async function refreshProfile({ database }: { database: Sql }, payload: unknown): Promise<void> {
  const { handle } = z.object({ handle: z.string() }).parse(payload);
  if (!(await setting(database, "rsi-profiles"))) return;
  const known = await pageOf(database, handle);
  if (known?.fetchedAt && now().getTime() - known.fetchedAt.getTime() < FRESH_MS) return;
  await readNow(database, handle);
}

function pageOf(db: Sql, key: string): Promise<z.output<typeof PageRow> | null> {
  return row(db, PageRow, sql`select profile, "fetchedAt", "triedAt", problem from rsi_pages where handle = ${key}`);
}

const underway = new Map<string, Promise<{ profile: RsiProfile | null } | null>>();

/** Reads the page in this moment, once for all who wait for it here, and keeps what it says. Null where nothing could be read. */
export function readNow(db: Sql, handle: string): Promise<{ profile: RsiProfile | null } | null> {
  const key = handle.toLowerCase();
  return readOnce(key, () => readAndKeep(db, key));
}

function readOnce(
  key: string,
  read: () => Promise<{ profile: RsiProfile | null } | null>,
): Promise<{ profile: RsiProfile | null } | null> {
  const waiting = underway.get(key);
  if (waiting) return waiting;
  const reading = read().finally(() => underway.delete(key));
  underway.set(key, reading);
  return reading;
}

/** Who has looked before somebody else's reading was kept, and comes after it, reads that. */
async function unlessJustRead(db: Sql, key: string): Promise<{ profile: RsiProfile | null } | null> {
  const known = await pageOf(db, key);
  const isFresh = known?.fetchedAt && now().getTime() - known.fetchedAt.getTime() < AGAIN_MS;
  return isFresh ? { profile: known.profile } : readAndKeep(db, key);
}

async function readAndKeep(db: Sql, key: string): Promise<{ profile: RsiProfile | null } | null> {
  if (!(await takeTurn(db))) return null;
  try {
    const profile = await fetchProfile(key);
    await db.execute(sql`
      insert into rsi_pages (handle, profile, "fetchedAt", "triedAt", problem) values (${key}, ${profile === null ? null : JSON.stringify(profile)}::jsonb, ${now()}, ${now()}, null)
      on conflict (handle) do update set profile = excluded.profile, "fetchedAt" = excluded."fetchedAt", "triedAt" = excluded."triedAt", problem = null`);
    // Whom the page says to be in an organisation stands on its leaderboards. By its name: kills know the catalogue, not the other way round.
    if (profile !== null)
      await addJobs(db, [
        { name: "kills.take-organisation", payload: { handle: key, organisation: profile.organization?.sid ?? null } },
      ]);
    return { profile };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    log.warn({ problem }, "a profile page could not be read");
    await db.execute(sql`
      insert into rsi_pages (handle, "triedAt", problem) values (${key}, ${now()}, ${problem.slice(0, 200)})
      on conflict (handle) do update set "triedAt" = excluded."triedAt", problem = excluded.problem`);
    return null;
  }
}

const Turn = z.object({ at: z.date() });

/** Waits for this panel's turn at the site; false where it would come too late. */
async function takeTurn(db: Sql): Promise<boolean> {
  const at = now();
  const turn = await row(
    db,
    Turn,
    sql`insert into site_paces as p (site, "nextAt") values ('rsi', ${new Date(at.getTime() + PACE_MS)})
        on conflict (site) do update set "nextAt" = greatest(p."nextAt", ${at}::timestamptz) + ${PACE_MS} * interval '1 millisecond'
        where p."nextAt" <= ${new Date(at.getTime() + LONGEST_WAIT_MS)}
        returning "nextAt" - ${PACE_MS} * interval '1 millisecond' as at`,
  );
  if (!turn) return false;
  await new Promise((done) => setTimeout(done, Math.max(0, turn.at.getTime() - at.getTime())));
  return true;
}

/** The profile, or null where the site says that there is none. Throws for everything else. */
async function fetchProfile(handle: string): Promise<RsiProfile | null> {
  const base = env().RSI_URL.replace(/\/+$/, "");
  const { origin } = new URL(base);
  let url = `${base}/citizens/${encodeURIComponent(handle)}`;
  for (let redirects = 0; ; redirects++) {
    const answer = await client(base).get({
      url,
      headers: { accept: "text/html", "accept-language": "en", "user-agent": `Gamekeeper/${VERSION}` },
      answerBytes: MOST_BYTES,
    });
    if (answer.status === 404) return null;
    if (answer.status >= 300 && answer.status < 400) {
      const to = answer.headers.location ?? "";
      if (redirects === MOST_REDIRECTS || !URL.canParse(to, url)) throw new Error("too many redirects");
      const next = new URL(to, url);
      // Where the operator has said that pages are, and nowhere else.
      if (next.origin !== origin) throw new Error("it leads to another site");
      url = next.href;
      continue;
    }
    if (answer.status !== 200) throw new Error(`it answered ${answer.status}`);
    const profile = readProfilePage(answer.body, base);
    if (!profile) throw new Error("no profile in the page");
    if (profile.handle.toLowerCase() !== handle) throw new Error("the profile of another handle");
    return profile;
  }
}

let opened: { base: string; allow: string; http: OutboundHttp } | undefined;

/** The client of that site alone: another than the public one is where the operator has it, be it in their own network. */
function client(base: string): OutboundHttp {
  const { host, protocol, port } = new URL(base);
  const own = port === "" ? `${host}:${protocol === "https:" ? 443 : 80}` : host;
  const allow = [env().OUTBOUND_ALLOW, ...(base === SITE ? [] : [own])].filter((entry) => entry !== "").join(",");
  if (opened?.base !== base || opened.allow !== allow)
    opened = { base, allow, http: openOutboundHttp({ allow, totalMs: ANSWER_MS }) };
  return opened.http;
}
