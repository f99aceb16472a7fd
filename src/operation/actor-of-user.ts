import * as z from "zod";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { type Actor, personActor } from "./actor.ts";
import { loadHoldings } from "./holdings.ts";
import { mayComeIn } from "./standing.ts";

const Found = z.object({ name: z.string() });

/** A user as they may act now, for what is done in their name while they are not here; null: they are suspended or gone, so nothing is. */
export async function actorOfUser(db: Sql, userId: string): Promise<Actor | null> {
  const user = await row(db, Found, sql`select name from users u where id = ${userId} and ${mayComeIn("u")}`);
  if (!user) return null;
  const { holdings, rank } = await loadHoldings(db, userId);
  return personActor({ kind: "user", id: userId, userId, label: user.name, holdings, rank });
}
