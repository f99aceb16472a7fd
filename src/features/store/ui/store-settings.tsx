"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { CouponTable } from "./coupon-table.tsx";
import { ItemTable } from "./item-table.tsx";
import { StaffOrders } from "./staff-orders.tsx";
import { StaffPayments } from "./staff-payments.tsx";
import { STORE_TABS, type StoreTab } from "./store-tabs.ts";

const placeOf = (tab: StoreTab) => (tab === "items" ? "/settings/store" : `/settings/store?tab=${tab}`);

/** What the store sells, its codes, what was bought and what was paid, for those who decide that. */
export function StoreSettings({ tab }: { tab: StoreTab }) {
  const words = useTranslations("store.manage");
  return (
    <Stack>
      <PageHeader title={words("title")} description={words("description")} />
      <Closed />
      <Tabs
        label={words("tabs")}
        current={placeOf(tab)}
        tabs={STORE_TABS.map((one) => ({ href: placeOf(one), label: words(one) }))}
      />
      {tab === "items" ? <ItemTable /> : null}
      {tab === "coupons" ? <CouponTable /> : null}
      {tab === "orders" ? <StaffOrders /> : null}
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
            {words("openStore")}
          </Button>
        ) : undefined
      }
    >
      {words("isClosedText")}
    </Callout>
  );
}
