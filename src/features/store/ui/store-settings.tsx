"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { moneyText } from "../pricing.ts";
import type { StoreItem } from "../schema.ts";
import { AddItem, EditItem } from "./add-item.tsx";
import { CouponCard } from "./coupon-card.tsx";
import { StaffOrders } from "./staff-orders.tsx";
import { StaffPayments } from "./staff-payments.tsx";
import { STORE_TABS, type StoreTab } from "./store-tabs.ts";
import { useGives } from "./use-gives.ts";

const placeOf = (tab: StoreTab) => (tab === "items" ? "/settings/store" : `/settings/store?tab=${tab}`);

/** What the store sells, its codes, what was bought and what was paid, for those who decide that. `asked` is which order is looked for. */
export function StoreSettings({ tab, asked }: { tab: StoreTab; asked: string }) {
  const words = useTranslations("store.manage");
  return (
    <Stack width="form">
      <PageHeader title={words("title")} description={words("description")} />
      <Closed />
      <Tabs
        label={words("tabs")}
        current={placeOf(tab)}
        tabs={STORE_TABS.map((one) => ({ href: placeOf(one), label: words(one) }))}
      />
      {tab === "items" ? <ItemCard /> : null}
      {tab === "coupons" ? <CouponCard /> : null}
      {tab === "orders" ? <StaffOrders key={asked} asked={asked} /> : null}
      {tab === "payments" ? <StaffPayments /> : null}
    </Stack>
  );
}

/** That members see nothing of it yet, and the way to change that for who may. */
function Closed() {
  const words = useTranslations("store.manage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [pending, setPending] = useState(false);
  const { data } = useQuery(trpc.store.items.queryOptions({}));
  if (!data || data.isOpen) return null;
  async function openIt() {
    setPending(true);
    try {
      await client.settings.set.mutate({ key: "store", value: true });
      toast.done(words("switchedOn"));
      await queryClient.invalidateQueries({ queryKey: trpc.store.pathKey() });
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Callout
      tone="warn"
      title={words("isClosed")}
      actions={
        may(who, "settings:write") ? (
          <Button size="sm" pending={pending} onClick={() => void openIt()}>
            {words("switchOn")}
          </Button>
        ) : undefined
      }
    >
      {words("isClosedText")}
    </Callout>
  );
}

function ItemCard() {
  const words = useTranslations("store.manage");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.storeItems.list.queryOptions({ limit: 100 }));
  return (
    <Card title={words("items")} actions={<AddItem />} flush>
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("items")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState icon={<ShoppingBag aria-hidden />} title={words("item.empty")}>
          {words("item.emptyText")}
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {data.items.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ItemRow({ item }: { item: StoreItem }) {
  const words = useTranslations("store.manage");
  const coins = useTranslations("store");
  const gives = useGives();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
  async function put(enabled: boolean) {
    try {
      await client.storeItems.update.mutate({ itemId: item.id, enabled });
      toast.done(words("saved", { name: item.name }));
    } catch (error) {
      toast.failed(words("failed"), error);
    }
    await refresh();
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="break-words font-medium">{item.name}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <Badge tone={item.enabled ? "ok" : "idle"}>{item.enabled ? words("item.on") : words("item.off")}</Badge>
          <span>{gives(item.gives, item.label)}</span>
          <span>
            {item.priceMinor !== null && item.currency !== null
              ? moneyText(item.priceMinor, item.currency)
              : coins("coins", { coins: item.priceCoins ?? 0 })}
          </span>
          {item.stock !== null ? <span>{coins("left", { left: item.stock })}</span> : null}
          <span>{words("item.sold", { sold: item.sold })}</span>
        </p>
      </div>
      <EditItem item={item} />
      <Button size="sm" onClick={() => void put(!item.enabled)}>
        {item.enabled ? words("coupon.disable") : words("coupon.enable")}
      </Button>
      <ConfirmDialog
        title={words("removeTitle", { name: item.name })}
        effect={words("removeEffect")}
        trigger={<Button size="sm">{words("remove")}</Button>}
        actions={[
          {
            label: words("remove"),
            tone: "danger",
            async act() {
              await client.storeItems.remove.mutate({ itemId: item.id });
              toast.done(words("removed", { name: item.name }));
              await refresh();
            },
          },
        ]}
      />
    </li>
  );
}
