import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { Believed } from "#app/operation/believed.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import type { Database } from "#app/platform/database.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { ANSWERS } from "../staff.ts";
import { isGivenTo, readAddress } from "./address.ts";

/** Who writes by an address: the user whom it was given to, as they may act now. */
export interface MailWriter {
  ticketId: string;
  userId: string;
  email: string;
  isRequester: boolean;
  actor: Actor;
}

const Holder = z.object({ id: z.string(), email: z.string() });
type Holder = z.output<typeof Holder>;

/** Whoever finds the port may ask about as many addresses as they like: who the staff is, is looked up once for all of them. What one of it may do is not. */
const staff = new Believed<Holder[]>(SECOND);

function holders(db: Database, who: SqlText): Promise<Holder[]> {
  return rows(db, Holder, sql`select u.id, u.email from users u where u.email is not null and ${who}`);
}

/** Whose address of which ticket this is; null: the panel gave it to nobody who may write there now. */
export async function writerOf(
  { database, vault }: Runtime,
  address: string,
  domain: string,
): Promise<MailWriter | null> {
  const read = readAddress(address, domain);
  if (!read) return null;
  const ticket = await row(
    database,
    z.object({ id: z.string(), requesterId: z.string() }),
    sql`select id, "requesterId" from tickets where num = ${read.number}`,
  );
  if (!ticket) return null;
  // The address does not say whose it is: it is tried for each of the few who can have one.
  const known = [
    ...(await holders(database, sql`u.id = ${ticket.requesterId}`)),
    ...(await staff.of(database, () => holders(database, ANSWERS))),
  ];
  const holder = known.find(({ id, email }) => isGivenTo(vault, read, { ticketId: ticket.id, userId: id, email }));
  const actor = holder && (await actorOfUser(database, holder.id));
  if (!holder || !actor) return null;
  return {
    ...{ ticketId: ticket.id, userId: holder.id, email: holder.email, actor },
    isRequester: holder.id === ticket.requesterId,
  };
}
