"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Coins, ReceiptText, ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Time } from "#app/ui/time.tsx";
import { ITEM_KINDS, type ItemKind } from "../kinds.ts";
import { moneyText } from "../pricing.ts";
import type { OfferedItem } from "../schema.ts";
import { CheckoutSheet } from "./checkout-sheet.tsx";
import { GiveCoins } from "./give-coins.tsx";
import { RedeemCard } from "./redeem-card.tsx";
import { useGives } from "./use-gives.ts";

/** What a member can buy, by kind, with what they have; a code to redeem; coins to give. */
export function StorePage({ kind }: { kind: ItemKind | null }) {
  const words = useTranslations("store");
  const trpc = useTRPC();
  const who = useWho();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<OfferedItem | null>(null);
  const offers = useQuery(trpc.store.items.queryOptions({}));
  const balance = useQuery(trpc.coins.mine.queryOptions({}));
  const renewals = useQuery(trpc.renewals.terms.queryOptions({}));
  useEvents(["coins.", "store.", "server.state_changed"], () => {
    void queryClient.invalidateQueries({ queryKey: trpc.store.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() });
  });
  const { data, error } = offers;
  const items = data?.items ?? [];
  const shown = kind === null ? items : items.filter(({ gives }) => gives.kind === kind);
  const kinds = ITEM_KINDS.filter((one) => items.some(({ gives }) => gives.kind === one));
  const maySpend = may(who, "economy:spend");
  const manages = may(who, "economy:write");
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={
          balance.data ? (
            <Link href="/coins" className="hover:underline">
              {words("have", { coins: balance.data.available })}
            </Link>
          ) : (
            words("description")
          )
        }
        actions={
          <>
            {data?.allowsGifts && maySpend ? <GiveCoins /> : null}
            {renewals.data?.isOn ? (
              <LinkButton href="/store/renewals" icon={<CalendarClock />}>
                {words("renewals")}
              </LinkButton>
            ) : null}
            <LinkButton href="/store/orders" icon={<ReceiptText />}>
              {words("orders")}
            </LinkButton>
          </>
        }
      />
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void offers.refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="16rem" />
        </Loading>
      ) : !data.isOpen ? (
        <EmptyState
          icon={<ShoppingBag aria-hidden />}
          title={words("closed")}
          action={manages ? <LinkButton href="/settings/store">{words("openIt")}</LinkButton> : undefined}
        >
          {words("closedText")}
        </EmptyState>
      ) : (
        <>
          {kinds.length > 1 ? (
            <Tabs
              label={words("tabs")}
              current={kind === null ? "/store" : `/store?kind=${kind}`}
              tabs={[
                { href: "/store", label: words("all"), count: items.length },
                ...kinds.map((one) => ({ href: `/store?kind=${one}`, label: words(`kinds.${one}`) })),
              ]}
            />
          ) : null}
          {shown.length === 0 ? (
            <EmptyState
              icon={<ShoppingBag aria-hidden />}
              title={kind === null ? words("empty") : words("emptyKind")}
              action={manages ? <LinkButton href="/settings/store">{words("manage.item.add")}</LinkButton> : undefined}
            >
              {words("emptyText")}
            </EmptyState>
          ) : (
            <ul className="grid min-w-0 grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {shown.map((item) => (
                <li key={item.id} className="grid min-w-0">
                  <OfferCard
                    item={item}
                    available={balance.data?.available ?? null}
                    onChoose={maySpend ? () => setChosen(item) : null}
                  />
                </li>
              ))}
            </ul>
          )}
          {maySpend ? (
            <Stack width="form">
              <RedeemCard />
            </Stack>
          ) : null}
        </>
      )}
      {chosen ? (
        <CheckoutSheet item={chosen} allowsGifts={data?.allowsGifts ?? false} onClose={() => setChosen(null)} />
      ) : null}
    </Stack>
  );
}

function OfferCard({
  item,
  available,
  onChoose,
}: {
  item: OfferedItem;
  available: number | null;
  onChoose: (() => void) | null;
}) {
  const words = useTranslations("store");
  const gives = useGives();
  const { priceCoins, runningPriceCoins, stoppedPriceCoins, priceMinor, currency, left, leftForYou, untilAt } = item;
  const given = gives(item.gives, item.label);
  const isOut = left === 0 || leftForYou === 0;
  const missing = priceCoins !== null && available !== null ? priceCoins - available : 0;
  const otherPrice =
    runningPriceCoins === null || runningPriceCoins === stoppedPriceCoins
      ? null
      : priceCoins === runningPriceCoins
        ? words("stoppedPrice", { coins: stoppedPriceCoins! })
        : words("runningPrice", { coins: runningPriceCoins });
  return (
    <Card
      title={item.name}
      description={given === item.name ? undefined : given}
      footer={
        onChoose ? (
          <Button tone="primary" disabled={isOut} onClick={onChoose} aria-label={`${words("choose")}: ${item.name}`}>
            {words("choose")}
          </Button>
        ) : null
      }
    >
      {item.description ? <p className="whitespace-pre-wrap break-words">{item.description}</p> : null}
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Coins aria-hidden className="size-4 text-ink-3" />
        <span className="font-semibold text-lg tabular-nums">
          {priceMinor !== null && currency !== null
            ? moneyText(priceMinor, currency)
            : words("coins", { coins: priceCoins ?? 0 })}
        </span>
        {missing > 0 ? <Badge tone="warn">{words("missing", { coins: missing })}</Badge> : null}
      </p>
      {otherPrice ? <p className="text-ink-2 text-sm">{otherPrice}</p> : null}
      <p className="mt-1 flex flex-wrap gap-2 empty:hidden">
        {left !== null ? <Badge tone={left === 0 ? "idle" : "info"}>{words("left", { left })}</Badge> : null}
        {leftForYou !== null ? (
          <Badge tone={leftForYou === 0 ? "idle" : "info"}>{words("leftForYou", { left: leftForYou })}</Badge>
        ) : null}
        {untilAt ? (
          <span className="text-ink-2 text-sm">
            {words.rich("until", { time: () => <Time at={untilAt} mode="short" /> })}
          </span>
        ) : null}
      </p>
    </Card>
  );
}
