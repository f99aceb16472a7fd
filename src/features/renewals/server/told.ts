import { type NoticeTo, notify, notifyEach } from "#app/features/notifications/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { serverExpired, serverExpiring, serverRenewalFailed } from "../events.ts";
import type { RenewalTerms } from "../schema.ts";

/** A server about whose end there was something to do, and what. */
export interface Due {
  serverId: string;
  what: "nothing" | "remind" | "expire" | "suspend" | "wait";
  name: string;
  ownerId: string;
  isAuto: boolean;
  expiresAt: Date;
  graceUntil: Date | null;
}

/** Tells owners what has become due, each once for each end that a server has. */
export async function tellDue(context: Context, taken: readonly Due[], { priceCoins }: RenewalTerms): Promise<void> {
  const { now, emit } = context;
  const notices: NoticeTo[] = [];
  for (const { serverId, what, name, ownerId, isAuto, expiresAt, graceUntil } of taken) {
    const to = { userId: ownerId, about: { kind: "server", id: serverId } } as const;
    const of = `${serverId}|${iso(expiresAt)}`;
    if (what === "remind") {
      const days = Math.ceil((expiresAt.getTime() - now.getTime()) / DAY);
      emit(serverExpiring, { serverId, name, days, expiresAt: iso(expiresAt) });
      const params = { name, days, at: iso(expiresAt), price: priceCoins, auto: isAuto ? "yes" : "no" };
      notices.push({ ...to, type: "server.expiring", params, once: `server.expiring|${of}|${days}` });
    } else if (what === "expire") {
      emit(serverExpired, { serverId, name, expiresAt: iso(expiresAt), graceUntil: iso(graceUntil!) });
      const params = { name, at: iso(graceUntil!), price: priceCoins };
      notices.push({ ...to, type: "server.expired", params, once: `server.expired|${of}` });
    } else if (what === "suspend") {
      const params = { name, price: priceCoins };
      notices.push({ ...to, type: "server.not_renewed", params, once: `server.not_renewed|${of}` });
    }
  }
  await notifyEach(context, notices);
}

/** Tells an owner that a server could not be renewed from their coins: once for each end that it has, however often it is tried. */
export async function tellFailed(
  context: Context,
  { serverId, name, ownerId, expiresAt }: { serverId: string; name: string; ownerId: string; expiresAt: Date },
  { priceCoins, problem }: { priceCoins: number; problem: string },
): Promise<void> {
  const told = await notify(context, [ownerId], {
    type: "server.renewal_failed",
    params: { name, price: priceCoins },
    about: { kind: "server", id: serverId },
    once: `server.renewal_failed|${serverId}|${iso(expiresAt)}`,
  });
  if (told > 0) context.emit(serverRenewalFailed, { serverId, name, problem, expiresAt: iso(expiresAt) });
}
