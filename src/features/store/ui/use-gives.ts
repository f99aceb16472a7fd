import { useTranslations } from "next-intl";
import type { Gives } from "../schema.ts";

/** What so many of an item give, in words. */
export function useGives(): (gives: Gives, label: string | null, quantity?: number) => string {
  const words = useTranslations("store.gives");
  return (gives, label, quantity = 1) => {
    switch (gives.kind) {
      case "resource":
        return words(gives.resource, { amount: gives.amount * quantity });
      case "package": {
        const name = label ?? words("gone");
        return gives.days === null
          ? words("package", { label: name })
          : words("packageDays", { label: name, days: gives.days * quantity });
      }
      case "renewal_bypass":
        return words("renewal_bypass", { amount: gives.amount * quantity });
      case "role":
        return words("role", { label: label ?? words("gone") });
      case "coins":
        return words("coins", { amount: gives.amount * quantity });
    }
  };
}
