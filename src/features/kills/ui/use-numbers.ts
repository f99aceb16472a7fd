"use client";

import { useLocale } from "next-intl";

/** Numbers as the reader's language writes them. */
export function useNumbers() {
  const locale = useLocale();
  return {
    whole: (value: number) => Math.round(value).toLocaleString(locale),
    /** A ratio, with two places. */
    ratio: (value: number) => value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    /** A share of one, as a percentage without places. */
    share: (value: number) => value.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 }),
  };
}
