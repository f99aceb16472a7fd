"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Order } from "../schema.ts";

/** What a buyer may do about an order of theirs: see the code of a gift, give it back, ask about it. */
export function OrderActs({ order }: { order: Order }) {
  const words = useTranslations("store.ordersPage");
  const who = useWho();
  const [now] = useState(() => Date.now());
  const { id, state, refundableUntil, paidBy } = order;
  const isOpen = (state === "delivered" || state === "gift") && paidBy === "coins";
  const mayGiveBack = isOpen && refundableUntil !== null && Date.parse(refundableUntil) > now;
  return (
    <>
      {state === "gift" ? <ShowCode orderId={id} /> : null}
      {mayGiveBack ? <GiveBack order={order} /> : null}
      {may(who, "tickets:write") ? (
        <LinkButton size="sm" href={`/tickets/new?order=${id}`}>
          {words("ask")}
        </LinkButton>
      ) : null}
    </>
  );
}

function ShowCode({ orderId }: { orderId: string }) {
  const words = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data, error, refetch, isFetching } = useQuery(trpc.store.order.queryOptions({ orderId }, { enabled: open }));
  return (
    <Dialog
      size="sm"
      open={open}
      onOpenChange={setOpen}
      title={words("codeTitle")}
      description={words("codeText")}
      trigger={<Button size="sm">{words("showCode")}</Button>}
    >
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("code")}>
          <Skeleton height="2rem" />
        </Loading>
      ) : null}
      {data?.giftCode ? <Copyable value={data.giftCode} what={words("code")} wrap /> : null}
    </Dialog>
  );
}

function GiveBack({ order: { id, itemName, totalCoins } }: { order: Order }) {
  const words = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title={words("giveBackTitle", { name: itemName })}
      effect={words("giveBackEffect", { coins: totalCoins })}
      trigger={<Button size="sm">{words("giveBack")}</Button>}
      actions={[
        {
          label: words("giveBack"),
          tone: "danger",
          async act() {
            await client.store.giveBack.mutate({ orderId: id });
            toast.done(words("givenBack", { name: itemName }));
            await Promise.all(
              [trpc.store, trpc.coins, trpc.resources].map((of) =>
                queryClient.invalidateQueries({ queryKey: of.pathKey() }),
              ),
            );
          },
        },
      ]}
    />
  );
}
