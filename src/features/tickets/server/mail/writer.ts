import * as z from "zod";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
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
  const holders = await rows(
    database,
    Holder,
    sql`select u.id, u.email from users u where u.email is not null and (u.id = ${ticket.requesterId} or (${ANSWERS}))`,
  );
  const [holder] = holders.filter(({ id, email }) =>
    isGivenTo(vault, read, { ticketId: ticket.id, userId: id, email }),
  );
  const actor = holder && (await actorOfUser(database, holder.id));
  if (!holder || !actor) return null;
  return {
    ...{ ticketId: ticket.id, userId: holder.id, email: holder.email, actor },
    isRequester: holder.id === ticket.requesterId,
  };
}
