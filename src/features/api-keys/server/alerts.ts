import * as z from "zod";
import { type Notice, notify } from "#app/features/notifications/server/index.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { EventType } from "#app/lib/event.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import {
  apiKeyExpiring,
  apiKeyNewNetwork,
  apiKeyRefusals,
  apiKeyRotatedUsed,
  apiKeyUnusualTraffic,
  apiKeyUsedAfterIdle,
} from "../events.ts";

/** How far back each look goes: some minutes more than the pace of the looks, for what was written late. */
const LOOK_MS = 15 * MINUTE;
const REFUSALS_MS = 5 * MINUTE;
const REFUSALS = 20;
/** Below so many calls an hour nothing is unusual. */
const UNUSUAL_FROM = 100;
const UNUSUAL_TIMES = 10;
const USUAL_DAYS = 7;
const IDLE_DAYS = 30;
const EXPIRES_DAYS = 7;

const Key = z.object({ id: z.string(), name: z.string(), ownerId: z.string(), instanceOwned: z.boolean() });
type Key = z.output<typeof Key>;

const KEY = sql`k.id, k.name, k."ownerId", k."instanceOwned"`;
/** Keys that somebody may still mind about. */
const LIVE = sql`k."revokedAt" is null and k."disabledAt" is null`;

/** Tells who looks after a key: its owner, or for one of the installation every owner of the panel. Gives how many were told now. */
export async function tellOwners(
  context: Pick<Context, "db" | "emit" | "now">,
  key: Key,
  { type, params, once }: Pick<Notice, "type" | "params" | "once">,
): Promise<number> {
  const owners = key.instanceOwned ? await instanceOwners(context.db) : [key.ownerId];
  return notify(context, owners, {
    type,
    params: { name: key.name, ...params },
    about: { kind: "api_key", id: key.id },
    once: `${type}|${key.id}|${once}`,
  });
}

async function instanceOwners(db: Context["db"]): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select distinct u.id from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId"
        where r.key = 'owner' and u.kind = 'person' and u."removedAt" is null`,
  );
  return found.map(({ id }) => id);
}

export const notice = defineCommand({
  id: "apiKeys.notice",
  summary: "Tell the owners of keys of what is unusual",
  description:
    "Looks at the recorded calls: a new network, ten times the usual, a burst of refusals, use after 30 days of rest, an end within 7 days, use in the time of grace. Each occasion is told once.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ told: z.int() }),
  example: {},
  async run(context) {
    const looks = [newNetworks, refusals, unusual, afterIdle, expiring, rotatedUsed];
    let told = 0;
    for (const look of looks) told += await look(context);
    return { told };
  },
});

/** A key that was used before, from elsewhere. */
async function newNetworks(context: Context): Promise<number> {
  const { db, now } = context;
  const found = await rows(
    db,
    Key.extend({ network: z.string(), firstAt: z.date() }),
    sql`select distinct on (n."lineageId", n.network) ${KEY}, n.network, n."firstAt"
        from key_networks n join api_keys k on coalesce(k."lineageId", k.id) = n."lineageId"
        where n."firstAt" > ${ago(now, LOOK_MS)} and ${LIVE} and exists (
          select 1 from key_networks o where o."lineageId" = n."lineageId" and o."firstAt" < n."firstAt")
        order by n."lineageId", n.network, k.id desc`,
  );
  return tellEach(context, found, apiKeyNewNetwork, ({ network, firstAt }) => ({
    type: "api_key.new_network",
    once: network,
    params: { network },
    payload: { network, at: iso(firstAt) },
  }));
}

async function refusals(context: Context): Promise<number> {
  const { db, now } = context;
  const found = await rows(
    db,
    Key.extend({ calls: z.number(), reason: z.string().nullable() }),
    sql`select ${KEY}, count(*)::int as calls, mode() within group (order by c.reason) as reason
        from key_calls c join api_keys k on k.id = c."keyId"
        where c.at > ${ago(now, REFUSALS_MS)} and c.status in (401, 403) group by k.id having count(*) >= ${REFUSALS}`,
  );
  return tellEach(context, found, apiKeyRefusals, ({ calls, reason }) => ({
    type: "api_key.refusals",
    once: day(now),
    params: { calls },
    payload: { calls, reason, at: iso(now) },
  }));
}

/** Ten times what is usual in an hour in which it is used at all, as the last week shows it. */
async function unusual(context: Context): Promise<number> {
  const { db, now } = context;
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  const found = await rows(
    db,
    Key.extend({ calls: z.number(), usual: z.number() }),
    sql`with busy as (
          select coalesce(k."lineageId", k.id) as line, sum(u.calls)::float8 as calls
          from key_usage u join api_keys k on k.id = u."keyId" where u.unit = 'hour' and u.at = ${hour} group by 1
          having sum(u.calls) >= ${UNUSUAL_FROM}),
        by_hour as (
          select b.line, b.calls, u.at, sum(u.calls)::float8 as before
          from busy b join api_keys o on coalesce(o."lineageId", o.id) = b.line
            join key_usage u on u.unit = 'hour' and u."keyId" = o.id and u.at >= ${ago(hour, USUAL_DAYS * DAY)} and u.at < ${hour}
          group by 1, 2, 3),
        compared as (select line, calls, avg(before) as usual, count(*) as hours from by_hour group by 1, 2)
        select distinct on (c.line) ${KEY}, c.calls::int as calls, round(c.usual::numeric, 1)::float8 as usual
        from compared c join api_keys k on coalesce(k."lineageId", k.id) = c.line
        where c.hours >= 3 and c.calls >= ${UNUSUAL_TIMES} * c.usual and ${LIVE}
        order by c.line, k.id desc`,
  );
  return tellEach(context, found, apiKeyUnusualTraffic, ({ calls, usual }) => ({
    type: "api_key.unusual_traffic",
    once: day(now),
    params: { calls },
    payload: { calls, usual, hour: iso(hour) },
  }));
}

/** Used today, and before that not for 30 days, though it was used once. */
async function afterIdle(context: Context): Promise<number> {
  const { db, now } = context;
  const today = new Date(Math.floor(now.getTime() / DAY) * DAY);
  const found = await rows(
    db,
    Key.extend({ at: z.date(), before: z.date() }),
    sql`with lately as (
          select coalesce(k."lineageId", k.id) as line, max(c.at) as at, max(k.id) as key
          from key_calls c join api_keys k on k.id = c."keyId" where c.at > ${ago(now, LOOK_MS)} and c.status <> 401 group by 1)
        select ${KEY}, l.at, b.before from lately l join api_keys k on k.id = l.key and ${LIVE}
          join lateral (
            select max(u.at) as before from key_usage u join api_keys o on o.id = u."keyId"
            where u.unit = 'day' and u.at < ${today} and coalesce(o."lineageId", o.id) = l.line) b on b.before is not null
        where b.before < ${ago(today, IDLE_DAYS * DAY)}`,
  );
  return tellEach(context, found, apiKeyUsedAfterIdle, ({ at, before }) => {
    const days = Math.floor((today.getTime() - before.getTime()) / DAY);
    return {
      type: "api_key.used_after_idle",
      once: day(now),
      params: { days },
      payload: { idleDays: days, at: iso(at) },
    };
  });
}

/** Not those that were made for less: whoever made them knows. */
async function expiring(context: Context): Promise<number> {
  const { db, now } = context;
  const found = await rows(
    db,
    Key.extend({ expiresAt: z.date() }),
    sql`select ${KEY}, k."expiresAt" from api_keys k
        where k."expiresAt" > ${now} and k."expiresAt" <= ${ago(now, -EXPIRES_DAYS * DAY)} and k."replacedById" is null and ${LIVE}
          and k."createdAt" < k."expiresAt" - ${`${EXPIRES_DAYS} days`}::interval`,
  );
  return tellEach(context, found, apiKeyExpiring, ({ expiresAt }) => ({
    type: "api_key.expiring",
    once: iso(expiresAt),
    params: { days: Math.max(1, Math.round((expiresAt.getTime() - now.getTime()) / DAY)) },
    payload: { expiresAt: iso(expiresAt) },
  }));
}

async function rotatedUsed(context: Context): Promise<number> {
  const { db, now } = context;
  const found = await rows(
    db,
    Key.extend({ graceEndsAt: z.date(), address: z.string().nullable() }),
    sql`select distinct on (k.id) ${KEY}, k."graceEndsAt", c.address from key_calls c join api_keys k on k.id = c."keyId"
        where c.at > ${ago(now, LOOK_MS)} and c.at > k."rotatedAt" and c.status <> 401 and k."graceEndsAt" > ${now} and ${LIVE}
        order by k.id, c.id desc`,
  );
  return tellEach(context, found, apiKeyRotatedUsed, ({ graceEndsAt, address }) => ({
    type: "api_key.rotated_used",
    once: iso(graceEndsAt),
    params: { at: `${iso(graceEndsAt).slice(0, 16).replace("T", " ")} UTC` },
    payload: { graceEndsAt: iso(graceEndsAt), address },
  }));
}

/** Tells the owners of each, and where any of them did not know yet, everybody who follows the events. */
async function tellEach<K extends Key, P extends z.ZodType>(
  context: Context,
  found: readonly K[],
  event: EventType<P>,
  of: (key: K) => Pick<Notice, "type" | "params" | "once"> & { payload: object },
): Promise<number> {
  let told = 0;
  for (const key of found) {
    const { payload, ...notice } = of(key);
    const now = await tellOwners(context, key, notice);
    if (now > 0) context.emit(event, { keyId: key.id, name: key.name, ownerId: key.ownerId, ...payload } as z.input<P>);
    told += now;
  }
  return told;
}

function ago(from: Date, ms: number): Date {
  return new Date(from.getTime() - ms);
}

/** An occasion of a day is told once that day. */
function day(at: Date): string {
  return iso(at).slice(0, 10);
}
