import { MAX_COINS } from "#app/features/economy/max-coins.ts";

/** What is asked of an item's price. */
export interface Priced {
  priceCoins: number | null;
  stoppedPriceCoins: number | null;
}

/** What one costs at this moment; null where it is not sold for coins. */
export function unitPrice({ priceCoins, stoppedPriceCoins }: Priced, anyRuns: boolean): number | null {
  if (priceCoins === null) return null;
  return anyRuns ? priceCoins : (stoppedPriceCoins ?? priceCoins);
}

export interface Discount {
  kind: "percent" | "amount";
  value: number;
}

/**
 * The price of so many, in whole coins: a discount in percent is rounded down, as it is in the store's favour, and none makes a price negative. Null where the
 * sum is more than there can be. With big integers, as a price times a hundred is beyond what a double counts.
 */
export function priceOf(
  unit: number,
  quantity: number,
  discount: Discount | null = null,
): { subtotal: number; discount: number; total: number } | null {
  const subtotal = BigInt(unit) * BigInt(quantity);
  if (subtotal > BigInt(MAX_COINS)) return null;
  const wanted =
    discount === null
      ? 0n
      : discount.kind === "percent"
        ? (subtotal * BigInt(discount.value)) / 100n
        : BigInt(discount.value);
  const off = wanted > subtotal ? subtotal : wanted;
  return { subtotal: Number(subtotal), discount: Number(off), total: Number(subtotal - off) };
}

/** How many coins belong to a part of a payment that was given back: all of them for all of it, rounded up, so that no part of a coin stays. */
export function coinsOfRefund(coins: number, refundedMinor: number, amountMinor: number): number {
  if (amountMinor <= 0 || refundedMinor <= 0) return 0;
  if (refundedMinor >= amountMinor) return coins;
  const share = BigInt(coins) * BigInt(refundedMinor);
  const whole = BigInt(amountMinor);
  return Number((share + whole - 1n) / whole);
}

/** How many digits a currency has behind the point: its smallest unit is that part of one. Two for what is no currency, which is refused elsewhere. */
function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A price as people write it, "4.99", in the currency's smallest unit; with a rest where it has more digits than the currency. */
export function minorOf(amount: number, currency: string): number {
  // Rounded, as 4.35 times 100 is 434.99999999999994.
  return Number((amount * 10 ** digitsOf(currency)).toFixed(3));
}

/** The same the other way round, as a field takes it: "4.99". */
export function majorText(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Money in words, out of its smallest unit; currencies differ in how many of these make one. */
export function moneyText(minor: number, currency: string, language = "en"): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(minor / 10 ** digitsOf(currency));
}
