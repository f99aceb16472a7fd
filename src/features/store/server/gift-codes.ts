import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { row, sql } from "#app/platform/sql.ts";
import { codeHash, newCode, plainCode } from "./codes.ts";
import type { OrderRow } from "./order-rows.ts";

/** The code of an item that was bought as a gift: good once, for whoever has it. */
export async function makeGiftCode({ db, now, actor }: Context, vault: Vault, order: OrderRow): Promise<void> {
  const code = newCode();
  await db.execute(sql`
    insert into coupons (id, "codeHash", "codeSealed", last4, kind, "orderId", "maxUses", "maxPerMember", "itemIds", "userIds", "createdById", "createdByLabel", "createdAt")
    values (${newId("cpn", now.getTime())}, ${codeHash(vault, code)}, ${vault.seal(code)}, ${plainCode(code).slice(-4)}, 'item', ${order.id}, 1, 1, '{}', '{}', ${actor.userId},
      ${actor.label}, ${now})`);
}

/** Its code, for who bought it; null where there is none that is good any more. */
export async function giftCodeOf(
  { db, runtime }: Pick<Context, "db" | "runtime">,
  orderId: string,
): Promise<string | null> {
  const found = await row(
    db,
    z.object({ codeSealed: z.string() }),
    sql`select "codeSealed" from coupons where "orderId" = ${orderId} and enabled and uses = 0`,
  );
  return found && runtime.vault.open(found.codeSealed);
}
