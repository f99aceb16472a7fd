import * as z from "zod";
import { ownTicketFigures } from "#app/features/tickets/server/index.ts";
import { may } from "#app/lib/access.ts";
import { Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { ApiKey } from "../schema.ts";
import { COLUMNS, inStates, KeyRow, ownKeys, shown } from "./key-rows.ts";

const Ticket = z.object({ number: z.int(), subject: z.string(), status: z.string(), createdAt: Timestamp });

const Used = z.object({ calls: z.number(), done: z.number(), durationMs: z.number() });

/** The most keys that are listed; who has more reads the list of keys. */
const MOST_KEYS = 200;

export const stats = defineQuery({
  id: "dashboard.stats",
  summary: "Get the figures of what is yours",
  description: "Your tickets, your keys and how they are used. Calls are counted to within some seconds.",
  access: { kind: "permission", permission: "api-keys:read" },
  input: z.object({}),
  output: z.object({
    tickets: z.object({
      open: z.int().nullable().describe("Null without tickets:read."),
      resolved: z.int().nullable(),
      recent: z.array(Ticket).describe("The five newest. None without tickets:read."),
    }),
    keys: z.object({
      active: z.int().describe("How many work."),
      items: z.array(ApiKey).describe(`The newest ${MOST_KEYS}.`),
    }),
    usage: z.object({
      calls: z.int(),
      successPercent: z.number().describe("Share of the calls that were done; 0 where there was none."),
      meanMs: z.number(),
    }),
  }),
  example: {},
  http: { method: "GET", path: "/dashboard/stats" },
  async run({ db, actor, now }) {
    const mine = sql`${ownKeys(actor)} and "revokedAt" is null`;
    const found = await rows(
      db,
      KeyRow,
      sql`select ${COLUMNS} from api_keys where ${mine} order by id desc limit ${MOST_KEYS}`,
    );
    const items = found.map((key) => shown(key, now));
    const working = await row(
      db,
      z.object({ active: z.number() }),
      sql`select count(*)::int as active from api_keys where ${mine} and ${inStates(["active"], now)}`,
    );
    const used = await row(
      db,
      Used,
      sql`select coalesce(sum(u.calls), 0)::float8 as calls, coalesce(sum(u.calls) filter (where u.outcome = 'done'), 0)::float8 as done,
            coalesce(sum(u."durationMs"), 0)::float8 as "durationMs"
          from key_usage u where u.unit = 'day' and u."keyId" in (select id from api_keys where ${mine})`,
    );
    const { calls, done, durationMs } = used!;
    return {
      tickets: may(actor, "tickets:read")
        ? await ownTicketFigures(db, actor.userId)
        : { open: null, resolved: null, recent: [] },
      keys: { active: working!.active, items },
      usage: {
        calls,
        successPercent: calls === 0 ? 0 : Math.round((done / calls) * 1000) / 10,
        meanMs: calls === 0 ? 0 : durationMs / calls,
      },
    };
  },
});
