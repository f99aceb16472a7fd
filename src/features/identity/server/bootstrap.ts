import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import { BUILT_IN_ROLES } from "#app/lib/permissions.ts";
import { now } from "#app/platform/clock.ts";
import type { Database, Db } from "#app/platform/database.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const Account = z.object({ id: z.string(), name: z.string() });

/**
 * What every installation has: the built-in roles with what they grant in this version, and the service account 'Operator', which owns what the machine's
 * operator makes and never signs in. Called at each start of each process; changes nothing where nothing is to change.
 */
export async function bootstrap(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // One process at a time: they start together.
    await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('identity.bootstrap', 0))::text as locked`);
    for (const role of BUILT_IN_ROLES) await putRole(tx, role);
    if (await operatorAccount(tx)) return;
    const at = now();
    const id = newId("usr", at.getTime());
    await tx.execute(sql`insert into users (id, kind, name, "createdAt") values (${id}, 'service', 'Operator', ${at})`);
    await tx.execute(
      sql`insert into role_members ("userId", "roleId") select ${id}, id from roles where key = 'owner'`,
    );
  });
}

/** The service account that the command line and keys of the installation act as; null before `bootstrap`. */
export function operatorAccount(db: Sql): Promise<z.output<typeof Account> | null> {
  return row(db, Account, sql`select id, name from users where kind = 'service' order by "createdAt", id limit 1`);
}

async function putRole(tx: Db, role: (typeof BUILT_IN_ROLES)[number]): Promise<void> {
  const permissions = [...role.permissions];
  await tx.execute(sql`
    insert into roles (id, key, name, description, "builtIn", rank)
    values (${newId("rol")}, ${role.key}, ${role.name}, ${role.description}, true, ${role.rank})
    on conflict (key) do update set name = excluded.name, description = excluded.description, "builtIn" = true, rank = excluded.rank, "updatedAt" = now()
      where (roles.name, roles.description, roles."builtIn", roles.rank) is distinct from (excluded.name, excluded.description, true, excluded.rank)`);
  const updated = await tx.execute(sql`
    update grants set permissions = ${permissions}, "updatedAt" = now()
    from roles where roles.id = grants."roleId" and roles.key = ${role.key} and grants."on" = 'instance' and grants.permissions <> ${permissions}::text[]`);
  if (updated > 0) return;
  await tx.execute(sql`
    insert into grants (id, "roleId", "on", permissions)
    select ${newId("grt")}, r.id, 'instance', ${permissions} from roles r
    where r.key = ${role.key} and not exists (select 1 from grants g where g."roleId" = r.id and g."on" = 'instance')`);
}
