import type { Sql } from "#app/platform/sql.ts";
import { sql } from "#app/platform/sql.ts";

/** What a game says of a player beside what happens. What is left out stays; null: it does not tell. */
export interface Description {
  playerId: string;
  role?: string | null;
  loginAttempts?: number | null;
  character?: string | null;
  location?: string | null;
  email?: string | null;
}

/**
 * Writes what a game on one server says of its players. The role is kept with the player too, where lists of all servers look; an e-mail address that the team
 * has set is not replaced.
 */
export async function describePlayers(db: Sql, serverId: string, descriptions: readonly Description[]): Promise<void> {
  if (descriptions.length === 0) return;
  const given = JSON.stringify(descriptions);
  await db.execute(sql`
    update player_servers v set
      role = case when d.j ? 'role' then d.j->>'role' else v.role end,
      "loginAttempts" = case when d.j ? 'loginAttempts' then (d.j->>'loginAttempts')::int else v."loginAttempts" end,
      character = case when d.j ? 'character' then d.j->>'character' else v.character end,
      location = case when d.j ? 'location' then d.j->>'location' else v.location end
    from jsonb_array_elements(${given}::jsonb) as d(j)
    where v."serverId" = ${serverId} and v."playerId" = d.j->>'playerId'`);
  await db.execute(sql`
    update players p set
      role = case when d.j ? 'role' then d.j->>'role' else p.role end,
      email = case when d.j ? 'email' then coalesce(p.email, d.j->>'email') else p.email end
    from jsonb_array_elements(${given}::jsonb) as d(j) where p.id = d.j->>'playerId'
      and (d.j ? 'role' and p.role is distinct from d.j->>'role' or d.j ? 'email' and p.email is null and d.j->>'email' is not null)`);
}
