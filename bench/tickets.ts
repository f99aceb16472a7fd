import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { BUILT_IN_ROLES } from "#app/lib/permissions.ts";
import { operatorActor, personActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { openTestbed } from "./testbed.ts";

/**
 * What searches in very many messages of tickets cost, for staff and for a member: words that are in each, in many, in one and in none, beginnings of words and
 * words that are each common and never together.
 *
 *     npm run bench -- tickets [messages] [calls]
 */
const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const CALLS = Number(process.argv[3] ?? 20);
const A_TICKET = 5;
const USERS = 2_000;
const DAYS = 730;

const bed = await openTestbed();
const { database } = bed.runtime;
const staff = operatorActor((await operatorAccount(database))!.id, "bench");
try {
  await fill();
  const member = personActor({
    ...{ kind: "user", id: "usr_bench_7", userId: "usr_bench_7", label: "bench", rank: 10 },
    holdings: {
      instance: new Set(BUILT_IN_ROLES.find(({ key }) => key === "member")!.permissions),
      communities: new Map(),
      servers: new Map(),
    },
  });
  console.log(`| ${MESSAGES.toLocaleString("en")} messages | p50 ms | p99 ms | found |\n|---|---|---|---|`);
  for (const [who, actor] of [
    ["staff", staff],
    ["a member", member],
  ] as const) {
    for (const [what, q] of [
      ["in each message", "server"],
      ["two that are in each", "server port"],
      ["in one of 100", "topic7"],
      ["in one", "needle4711"],
      ["in none", "absent"],
      ["beginning of many words", "need"],
      ["beginning of some words", "topic"],
      ["common, never together", "even odd"],
      ["a number", "4711"],
    ] as const)
      await time(
        `${who}: ${what} ("${q}")`,
        async () => (await execute(operations.tickets.search, actor, { q })).items.length,
      );
  }
  await time("staff: the inbox", async () => (await execute(operations.tickets.list, staff, { isDone: false })).total);
  await time("a member: their tickets", async () => (await execute(operations.tickets.list, member, {})).total);
} finally {
  await bed.close();
}

async function fill(): Promise<void> {
  const tickets = Math.ceil(MESSAGES / A_TICKET);
  await database.execute(sql`
    insert into users (id, name, email) select 'usr_bench_' || i, 'Member ' || i, 'm' || i || '@example.org' from generate_series(0, ${USERS - 1}::int) i`);
  await database.execute(sql`
    insert into tickets (id, num, subject, status, "requesterId", "lastMessageAt", "createdAt", "updatedAt", "closedAt")
    select 'tkt_' || lpad(to_hex(i), 32, '0'), i, 'Ticket ' || i, case when i % 100 = 0 then 'open' else 'closed' end, 'usr_bench_' || (i % ${USERS}::int), t.at, t.at, t.at, t.at
    from generate_series(1, ${tickets}::int) i, lateral (select now() - (${DAYS}::float8 * (1 - i::float8 / ${tickets}::int)) * interval '1 day' as at) t`);
  await database.execute(sql`
    insert into ticket_messages (id, num, "ticketId", kind, "byStaff", text, words, "createdAt")
    select 'tms_' || lpad(to_hex(i), 32, '0'), i, 'tkt_' || lpad(to_hex(t.n), 32, '0'), 'reply', false,
      'The server says that port ' || i || ' is taken, and words of topic' || (i % 100) || ' follow it',
      array_to_tsvector(array['server', 'port', 'says', 'taken', 'topic' || (i % 100), 'needle' || i, case when i % 2 = 0 then 'even' else 'odd' end, '#' || to_char(t.at at time zone 'utc', 'YYYY-MM'), '#' || to_char(t.at at time zone 'utc', 'YYYY-MM-DD')]), t.at
    from generate_series(1, ${MESSAGES}::int) i,
      lateral (select ((i - 1) / ${A_TICKET}::int + 1) as n, now() - (${DAYS}::float8 * (1 - i::float8 / ${MESSAGES}::int)) * interval '1 day' as at) t`);
  await database.execute(sql`vacuum analyze ticket_messages`);
  await database.execute(sql`vacuum analyze tickets`);
}

async function time(what: string, act: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  let given: unknown;
  for (let i = 0; i < CALLS + 2; i++) {
    const startMs = performance.now();
    given = await act();
    if (i >= 2) took.push(performance.now() - startMs);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!.toFixed(1);
  console.log(`| ${what} | ${at(0.5)} | ${at(0.99)} | ${JSON.stringify(given)} |`);
}
