"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { type CountedResource, exactAmountText, NO_LIMIT } from "#app/features/packages/resources.ts";
import { newId } from "#app/lib/id.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
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

/** What is asked for. Its key makes sure that it is bought once, however often it is tried: something else has another one. */
interface Wanted {
  quantity: number;
  couponCode: string;
  asGift: boolean;
  key: string;
}

const newKey = () => newId("sto");

function CoinsSheet({ item, allowsGifts, onClose }: CheckoutProps) {
  const words = useTranslations("store.checkout");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>(() => ({ quantity: 1, couponCode: "", asGift: false, key: newKey() }));
  const [isCounted, setCounted] = useState(true);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [giftCode, setGiftCode] = useState<string | null>(null);
  const { key, couponCode, ...plain } = wanted;
  const asked = { itemId: item.id, ...plain, ...(couponCode && { couponCode }) };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    // Apart from the rest of the store, which every event asks for anew: a code that is not good counts as a guess each time.
    queryKey: ["store quote", asked],
    queryFn: () => client.store.quote.mutate(asked),
    placeholderData: keepPreviousData,
    gcTime: 0,
    enabled: giftCode === null,
  });
  const refused = (data?.problems.length ?? 0) > 0;

  function choose(part: Partial<Wanted>) {
    setFailure(null);
    setWanted((before) => ({ ...before, ...part, key: newKey() }));
  }
  async function pay() {
    if (!data) return;
    setPending(true);
    setFailure(null);
    try {
      const bought = await client.store.buy.mutate({ ...asked, expectedTotal: data.totalCoins, key });
      for (const changed of [trpc.store, trpc.coins, trpc.resources, trpc.renewals])
        void queryClient.invalidateQueries({ queryKey: changed.pathKey() });
      if (bought.giftCode) return setGiftCode(bought.giftCode);
      toast.done(words("bought", { name: item.name }));
      onClose();
    } catch (failed) {
      setFailure(readFailure(failed).message);
      await refetch();
    } finally {
      setPending(false);
    }
  }

  if (giftCode) return <GiftMade code={giftCode} name={item.name} onClose={onClose} />;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("title", { name: item.name })}
      footer={
        <Button
          tone="primary"
          pending={pending}
          disabled={!data || refused || isPlaceholderData || !isCounted}
          onClick={() => void pay()}
        >
          {words("pay", { coins: data?.totalCoins ?? item.priceCoins ?? 0 })}
        </Button>
      }
    >
      <Stack>
        <QuantityField item={item} onQuantity={(quantity) => choose({ quantity })} onCounted={setCounted} />
        <CodeForm code={couponCode} onCode={(code) => choose({ couponCode: code })} />
        {allowsGifts ? (
          <Checkbox
            checked={wanted.asGift}
            onChange={(event) => choose({ asGift: event.currentTarget.checked })}
            label={words("asGift")}
            hint={words("asGiftHint")}
          />
        ) : null}
        {error && !data ? (
          <ErrorState title={words("quoteFailed")} error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Loading label={words("price")}>
            <Skeleton height="10rem" />
          </Loading>
        ) : (
          <QuoteList quote={data} />
        )}
        {data && refused ? (
          <Callout
            tone="warn"
            announce
            title={words("problems")}
            actions={
              data.problems.some(({ reason }) => reason === "economy.insufficient") ? (
                <LinkButton size="sm" href="/earn">
                  {words("earn")}
                </LinkButton>
              ) : undefined
            }
          >
            <ul className="list-disc pl-5">
              {data.problems.map(({ reason, message }) => (
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

/** A discount is asked for by its own button: each code that is not good counts as a guess. */
function CodeForm({ code, onCode }: { code: string; onCode(code: string): void }) {
  const words = useTranslations("store.checkout");
  if (code)
    return (
      <p className="flex flex-wrap items-center gap-2">
        <span>{words("codeUsed")}</span>
        <code className="break-all font-mono">{code}</code>
        <Button size="sm" onClick={() => onCode("")}>
          {words("withoutCode")}
        </Button>
      </p>
    );
  return (
    <Form label={words("code")} onSubmit={(form) => onCode(String(form.get("couponCode") ?? "").trim())}>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field name="couponCode" label={words("code")}>
            <Input mono maxLength={60} autoComplete="off" spellCheck={false} />
          </Field>
        </div>
        <SubmitButton tone="neutral">{words("apply")}</SubmitButton>
      </div>
    </Form>
  );
}

/** The code of a gift that was just bought; it stays in the buyer's orders. */
function GiftMade({ code, name, onClose }: { code: string; name: string; onClose(): void }) {
  const words = useTranslations("store.checkout");
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={words("giftTitle", { name })}
      description={words("giftText")}
      footer={
        <Button tone="primary" onClick={onClose}>
          {words("giftDone")}
        </Button>
      }
    >
      <Copyable value={code} what={words("giftCode")} wrap />
    </Dialog>
  );
}

interface QuantityProps {
  item: OfferedItem;
  onQuantity(quantity: number): void;
  /** Whether what stands in the field is a number that can be bought. */
  onCounted(isCounted: boolean): void;
}

/** How many; nothing for what one has once. */
function QuantityField({ item: { gives, left, leftForYou }, onQuantity, onCounted }: QuantityProps) {
  const words = useTranslations("store.checkout");
  const [typed, setTyped] = useState("1");
  const most = Math.max(1, Math.min(MOST, left ?? MOST, leftForYou ?? MOST));
  const countOf = (text: string) => {
    const count = Number(text);
    return text.trim() !== "" && Number.isInteger(count) && count >= 1 && count <= most ? count : null;
  };
  if (gives.kind === "role" || (gives.kind === "package" && gives.days === null)) return null;
  return (
    <Field
      name="quantity"
      label={words("quantity")}
      required
      {...(countOf(typed) === null && { error: words("quantityWrong", { most }) })}
    >
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        value={typed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          const count = countOf(text);
          setTyped(text);
          onCounted(count !== null);
          if (count !== null) onQuantity(count);
        }}
      />
    </Field>
  );
}

type Quote = Awaited<ReturnType<ReturnType<typeof useTRPCClient>["store"]["quote"]["mutate"]>>;

function QuoteList({ quote }: { quote: Quote }) {
  const words = useTranslations("store");
  const resourceNames = useTranslations("packages.resources");
  const format = useFormatter();
  const { resources, package: packages } = quote;
  const coins = (amount: number) => words("coins", { coins: amount });
  const amount = (of: CountedResource, one: number) => (one >= NO_LIMIT ? words("noLimit") : exactAmountText(of, one));
  const named = ({ name, until }: { name: string; until: string | null }) =>
    until ? words.rich("checkout.packageUntil", { name, time: () => <Time at={until} mode="short" /> }) : name;
  return (
    <DescriptionList
      items={[
        ...(quote.discountCoins > 0
          ? [
              { label: words("checkout.price"), value: coins(quote.subtotalCoins) },
              { label: words("checkout.discount"), value: `− ${coins(quote.discountCoins)}` },
            ]
          : []),
        { label: words("checkout.total"), value: <strong>{coins(quote.totalCoins)}</strong> },
        {
          label: words("checkout.balance"),
          value:
            quote.balance.after < 0
              ? words("checkout.short", { before: quote.balance.before, missing: -quote.balance.after })
              : words("checkout.change", {
                  before: format.number(quote.balance.before),
                  after: format.number(quote.balance.after),
                }),
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
              label: resourceNames(one),
              value: words("checkout.change", {
                before: amount(one, resources.before[one]),
                after: amount(one, resources.after[one]),
              }),
            }))
          : []),
        {
          label: words("checkout.refund"),
          value: quote.refundableUntil
            ? words.rich("checkout.refundUntil", { time: () => <Time at={quote.refundableUntil!} mode="short" /> })
            : words("checkout.noRefund"),
        },
      ]}
    />
  );
}

/** Coins for money: the price is the store's, the paying the provider's. */
function MoneySheet({ item, onClose }: CheckoutProps) {
  const words = useTranslations("store.checkout");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [quantity, setQuantity] = useState(1);
  const [isCounted, setCounted] = useState(true);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { data: coins } = useQuery(trpc.coins.mine.queryOptions({}));
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
        <Button tone="primary" pending={pending} disabled={!isCounted} onClick={() => void pay()}>
          {words("payMoney", { money: moneyText(expectedMinor, item.currency ?? "EUR") })}
        </Button>
      }
    >
      <Stack>
        <QuantityField item={item} onQuantity={setQuantity} onCounted={setCounted} />
        <Callout>{words("provider")}</Callout>
        {coins && coins.owed > 0 ? <Callout tone="warn">{words("owed", { coins: coins.owed })}</Callout> : null}
        {failure ? <Callout tone="bad" title={failure} /> : null}
      </Stack>
    </Sheet>
  );
}
