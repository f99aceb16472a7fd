"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { moneyText } from "../pricing.ts";
import { PAYMENT_TONES } from "./tones.ts";

const FIRST = 20;
const MOST = 100;
type Payment = Outputs["payments"]["list"]["items"][number];

/** What everybody paid with money, what went wrong with it, and what payments need. */
export function StaffPayments() {
  const words = useTranslations("store.manage");
  const shared = useTranslations("store");
  const trpc = useTRPC();
  const [limit, setLimit] = useState(FIRST);
  const [typed, setTyped] = useState("");
  const [needsLook, setNeedsLook] = useState(false);
  const q = useDeferredValue(typed.trim());
  const { data, error, refetch } = useQuery(
    trpc.payments.list.queryOptions(
      { limit, ...(q && { q }), ...(needsLook && { needsLook }) },
      { placeholderData: keepPreviousData },
    ),
  );
  useEvents(["payment."], () => void refetch());
  const isFiltered = q !== "" || needsLook;
  return (
    <Stack>
      <Setup />
      <Card title={words("payments")} flush>
        <div className="grid gap-2 px-4 pb-3">
          <Input
            type="search"
            aria-label={words("payment.search")}
            placeholder={words("payment.search")}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Checkbox
            label={words("payment.needsLook")}
            checked={needsLook}
            onChange={(event) => setNeedsLook(event.currentTarget.checked)}
          />
        </div>
        {error && !data ? (
          <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Loading label={words("payments")}>
            <Skeleton height="8rem" />
          </Loading>
        ) : data.items.length === 0 ? (
          <EmptyState
            icon={<CreditCard aria-hidden />}
            title={isFiltered ? words("nothingFound") : words("payment.empty")}
          />
        ) : (
          <ul className="border-line border-t">
            {data.items.map((payment) => (
              <PaymentRow key={payment.id} payment={payment} />
            ))}
          </ul>
        )}
        {data && data.total > data.items.length && limit < MOST ? (
          <div className="px-4 py-3">
            <Button onClick={() => setLimit(MOST)}>{shared("ordersPage.more")}</Button>
          </div>
        ) : null}
      </Card>
    </Stack>
  );
}

function PaymentRow({ payment }: { payment: Payment }) {
  const words = useTranslations("store.manage.payment");
  const shared = useTranslations("store");
  const { itemName, quantity, userName, state, amountMinor, refundedMinor, currency, coins, missingCoins } = payment;
  return (
    <li className="grid min-w-0 gap-1 border-line border-b px-4 py-2.5 last:border-b-0">
      <p className="break-words font-medium">
        {quantity > 1 ? shared("ordersPage.quantity", { count: quantity, name: itemName }) : itemName}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
        <Badge tone={PAYMENT_TONES[state]}>{shared(`ordersPage.paymentStates.${state}`)}</Badge>
        <span className="break-words">{userName}</span>
        <span>{moneyText(amountMinor, currency)}</span>
        <span>{shared("coins", { coins })}</span>
        {refundedMinor > 0 ? <span>{words("wentBack", { money: moneyText(refundedMinor, currency) })}</span> : null}
        <Time at={payment.createdAt} />
      </p>
      {payment.intentId ? <Copyable value={payment.intentId} what={words("intent")} /> : null}
      {payment.problem ? <p className="break-words text-bad text-sm">{words("problem")}</p> : null}
      {missingCoins > 0 ? <p className="text-bad text-sm">{words("missingCoins", { coins: missingCoins })}</p> : null}
    </li>
  );
}

function Setup() {
  const words = useTranslations("store.manage.payment");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.payments.setup.queryOptions({}));
  if (!data) return null;
  const { missing, webhookUrl, notices } = data;
  return (
    <Card title={words("setup")} description={words("setupText")}>
      <Stack>
        <Callout
          tone={missing.length > 0 ? "warn" : "ok"}
          title={missing.length > 0 ? words("missing", { names: missing.join(", ") }) : words("ready")}
        />
        <DescriptionList
          items={[
            { label: words("webhook"), value: <Copyable value={webhookUrl} what={words("webhook")} wrap /> },
            { label: words("notices"), value: <span className="break-words">{notices.join(", ")}</span> },
          ]}
        />
      </Stack>
    </Card>
  );
}
