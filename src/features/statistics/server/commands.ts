import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { commandName, OTHER_COMMANDS } from "../command-name.ts";
import { ZONE } from "./rollups.ts";

/** Names that a server's commands are told apart by; players may type anything. */
const MOST_NAMES = 1_000;

/** Uses of one command. `timedMs` is how long `timed` of them took together. */
export interface CommandUse {
  command: string;
  at: Date;
  invocations: number;
  errors: number;
  timedMs: number;
  timed: number;
}

/** Adds uses to what a server's commands come to, ever and by day. The caller holds the row of the server. */
export async function addCommands(db: Sql, serverId: string, uses: readonly CommandUse[]): Promise<void> {
  const named = uses.flatMap((use) => {
    const command = commandName(use.command);
    return command === null ? [] : [{ ...use, command }];
  });
  if (named.length === 0) return;
  const names = await keptNames(db, serverId, new Set(named.map(({ command }) => command)));
  const kept = JSON.stringify(
    named.map((use) => ({ ...use, command: names.has(use.command) ? use.command : OTHER_COMMANDS })),
  );
  const given = sql`jsonb_to_recordset(${kept}::jsonb)
    as u(command text, at timestamptz, invocations int, errors int, "timedMs" float8, timed int)`;
  await db.execute(sql`
    insert into statistic_commands as c ("serverId", command, invocations, errors, "timedMs", timed)
    select ${serverId}, u.command, sum(u.invocations), sum(u.errors), sum(u."timedMs"), sum(u.timed) from ${given} group by u.command
    on conflict ("serverId", command) do update set invocations = c.invocations + excluded.invocations, errors = c.errors + excluded.errors,
      "timedMs" = c."timedMs" + excluded."timedMs", timed = c.timed + excluded.timed`);
  await db.execute(sql`
    insert into statistic_command_days as c ("serverId", day, command, invocations, errors)
    select ${serverId}, (u.at at time zone ${ZONE})::date, u.command, sum(u.invocations), sum(u.errors) from ${given} group by 2, u.command
    on conflict ("serverId", day, command) do update set invocations = c.invocations + excluded.invocations, errors = c.errors + excluded.errors`);
}

const Known = z.object({ command: z.string(), all: z.number() });

/** Which of these names are told apart: those known, and new ones as long as there is room. */
async function keptNames(db: Sql, serverId: string, wanted: ReadonlySet<string>): Promise<Set<string>> {
  const known = await rows(
    db,
    Known,
    sql`select command, (select count(*)::int from statistic_commands where "serverId" = ${serverId}) as all
        from statistic_commands where "serverId" = ${serverId} and command = any(${[...wanted]}::text[])
        union all select '', count(*)::int from statistic_commands where "serverId" = ${serverId}`,
  );
  const kept = new Set(known.map(({ command }) => command).filter(Boolean));
  let room = MOST_NAMES - (known.at(-1)?.all ?? 0);
  for (const name of wanted) if (!kept.has(name) && room-- > 0) kept.add(name);
  return kept;
}
