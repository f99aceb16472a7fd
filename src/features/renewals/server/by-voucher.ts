import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { takeBypasses } from "./bypasses.ts";
import { seenServer } from "./own.ts";
import { holdRenewals, renewServers } from "./renew.ts";
import { requireTerms } from "./terms.ts";

/** Holds the renewal of a server that the caller sees. To be called before anything of theirs is held: whoever renews holds both in this order. */
export async function holdForVoucher(context: Context, serverId: string): Promise<void> {
  if (!(await seenServer.load(context, { serverId }))) throw new AppError("not_found");
  const [held] = await holdRenewals(context, [serverId], await requireTerms(context.db));
  if (!held) throw new AppError("not_found");
}

/** Uses one of the renewals that a voucher has just given, for a server that is held. Gives until when its time is paid then. */
export async function renewByVoucher(context: Context, userId: string, serverId: string): Promise<Date> {
  await takeBypasses(context, userId);
  const [renewed] = await renewServers(context, [serverId], { by: "voucher" });
  return renewed!.expiresAt;
}
