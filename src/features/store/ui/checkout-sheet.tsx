"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NO_LIMIT } from "#app/features/packages/resources.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { SOLD_RESOURCES } from "../kinds.ts";
import { moneyText } from "../pricing.ts";
import type { OfferedItem } from "../schema.ts";

const MOST = 1000;

interface CheckoutProps {
  item: OfferedItem;
  allowsGifts: boolean;
  onClose(): void;
}

/** A purchase before it is made: what it costs, what one has before and after, and why it may not be. The server decides each time. */
export function CheckoutSheet(props: CheckoutProps) {
  return props.item.gives.kind === "coins" ? <MoneySheet {...props} /> : <CoinsSheet {...props} />;
}

function CoinsSheet({ item, allowsGifts, onClose }: CheckoutProps) {
  const words = useTranslations("store.checkout");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [quantity, setQuantity] = useState(1);
  const [couponCode, setCouponCode] = useState("");
  const [asGift, setAsGift] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [giftCode, setGiftCode] = useState<string | null>(null);
  const wanted = { itemId: item.id, quantity, asGift, ...(couponCode && { couponCode }) };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...trpc.store.pathKey(), "quote", wanted],
    queryFn: () => client.store.quote.mutate(wanted),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const refused = (data?.problems.length ?? 0) > 0;

  async function pay() {
    if (!data) return;
    setPending(true);
    setFailure(null);
    try {
      const bought = await client.store.buy.mutate({ ...wanted, expectedTotal: data.totalCoins, key });
      await Promise.all(
        [trpc.store, trpc.coins].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })),
      );
      if (bought.giftCode) return setGiftCode(bought.giftCode);
      toast.done(words("bought", { name: item.name }));
      onClose();
    } catch (failed) {
      setFailure(readFailure(failed).message);
      // A new try is a new purchase: nothing came of this one.
      setKey(crypto.randomUUID());
      await refetch();
    } finally {
      setPending(false);
    }
  }

  if (giftCode)
    return (
      <SecretOnce
        open
        title={words("giftTitle")}
        secrets={[{ label: words("giftCode"), value: giftCode }]}
        storedLabel={words("giftStored")}
        note={words("giftNote")}
        onDone={onClose}
      />
    );
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("title", { name: item.name })}
      footer={
        <Button
          tone="primary"
          pending={pending}
          disabled={!data || refused || isPlaceholderData}
          onClick={() => void pay()}
        >
          {words("pay", { coins: data?.totalCoins ?? item.priceCoins ?? 0 })}
        </Button>
      }
    >
      <Stack>
        <QuantityField quantity={quantity} onQuantity={setQuantity} />
        <Form label={words("code")} onSubmit={(form) => setCouponCode(String(form.get("couponCode") ?? "").trim())}>
          <Field name="couponCode" label={words("code")}>
            <Input mono maxLength={60} autoComplete="off" spellCheck={false} />
          </Field>
          <SubmitButton tone="neutral">{words("apply")}</SubmitButton>
        </Form>
        {allowsGifts ? (
          <Checkbox
            checked={asGift}
            onChange={(event) => setAsGift(event.currentTarget.checked)}
            label={words("asGift")}
            hint={words("asGiftHint")}
          />
        ) : null}
        {error && !data ? (
          <ErrorState title={words("problems")} error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Loading label={words("price")}>
            <Skeleton height="10rem" />
          </Loading>
        ) : (
          <QuoteList quote={data} />
        )}
        {refused ? (
          <Callout
            tone="warn"
            announce
            title={words("problems")}
            actions={
              data!.problems.some(({ reason }) => reason === "economy.insufficient") ? (
                <LinkButton size="sm" href="/earn">
                  {words("earn")}
                </LinkButton>
              ) : undefined
            }
          >
            <ul className="list-disc pl-5">
              {data!.problems.map(({ reason, message }) => (
                <li key={reason}>{message}</li>
              ))}
            </ul>
          </Callout>
        ) : null}
        {failure ? <Callout tone="bad" title={failure} /> : null}
      </Stack>
    </Sheet>
  );
}

function QuantityField({ quantity, onQuantity }: { quantity: number; onQuantity(quantity: number): void }) {
  const words = useTranslations("store.checkout");
  return (
    <Field name="quantity" label={words("quantity")} required>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={MOST}
        value={String(quantity)}
        onChange={(event) => {
          const typed = Number(event.currentTarget.value);
          if (Number.isInteger(typed) && typed >= 1 && typed <= MOST) onQuantity(typed);
        }}
      />
    </Field>
  );
}

type Quote = Awaited<ReturnType<ReturnType<typeof useTRPCClient>["store"]["quote"]["mutate"]>>;

function QuoteList({ quote }: { quote: Quote }) {
  const words = useTranslations("store");
  const { resources, package: packages } = quote;
  const coins = (amount: number) => words("coins", { coins: amount });
  const amount = (one: number) => (one >= NO_LIMIT ? words("noLimit") : String(one));
  const named = ({ name, until }: { name: string; until: string | null }) =>
    until ? words.rich("checkout.packageUntil", { name, time: () => <Time at={until} mode="absolute" /> }) : name;
  return (
    <DescriptionList
      items={[
        { label: words("checkout.price"), value: coins(quote.subtotalCoins) },
        ...(quote.discountCoins > 0
          ? [{ label: words("checkout.discount"), value: `− ${coins(quote.discountCoins)}` }]
          : []),
        { label: words("checkout.total"), value: <strong>{coins(quote.totalCoins)}</strong> },
        {
          label: words("checkout.balance"),
          value: words("checkout.change", { before: String(quote.balance.before), after: String(quote.balance.after) }),
        },
        ...(packages
          ? [
              {
                label: words("checkout.package"),
                value: (
                  <>
                    {named(packages.before)} → {named(packages.after)}
                  </>
                ),
              },
            ]
          : []),
        ...(resources
          ? SOLD_RESOURCES.filter((one) => resources.before[one] !== resources.after[one]).map((one) => ({
              label: words(`resources.${one}`),
              value: words("checkout.change", {
                before: amount(resources.before[one]),
                after: amount(resources.after[one]),
              }),
            }))
          : []),
        {
          label: words("checkout.refund"),
          value: quote.refundableUntil
            ? words.rich("checkout.refundUntil", { time: () => <Time at={quote.refundableUntil!} mode="absolute" /> })
            : words("checkout.noRefund"),
        },
      ]}
    />
  );
}

/** Coins for money: the price is the store's, the paying the provider's. */
function MoneySheet({ item, onClose }: CheckoutProps) {
  const words = useTranslations("store.checkout");
  const client = useTRPCClient();
  const [quantity, setQuantity] = useState(1);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const expectedMinor = (item.priceMinor ?? 0) * quantity;
  async function pay() {
    setPending(true);
    setFailure(null);
    try {
      const { url } = await client.payments.checkout.mutate({ itemId: item.id, quantity, expectedMinor });
      window.location.assign(url);
    } catch (failed) {
      setFailure(readFailure(failed).message);
      setPending(false);
    }
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("title", { name: item.name })}
      footer={
        <Button tone="primary" pending={pending} onClick={() => void pay()}>
          {words("payMoney", { money: moneyText(expectedMinor, item.currency ?? "EUR") })}
        </Button>
      }
    >
      <Stack>
        <QuantityField quantity={quantity} onQuantity={setQuantity} />
        <Callout>{words("provider")}</Callout>
        {failure ? <Callout tone="bad" title={failure} /> : null}
      </Stack>
    </Sheet>
  );
}
