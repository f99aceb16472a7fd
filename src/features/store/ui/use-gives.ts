import { useTranslations } from "next-intl";
import { exactAmountText } from "#app/features/packages/resources.ts";
import { SOLD_RESOURCES } from "../kinds.ts";
import type { CouponShown, Gives } from "../schema.ts";

/** What so many of an item give, in words. */
export function useGives(): (gives: Gives, label: string | null, quantity?: number) => string {
  const words = useTranslations("store.gives");
  return (gives, label, quantity = 1) => {
    switch (gives.kind) {
      case "resource": {
        const amount = gives.amount * quantity;
        return words(gives.resource, { amount, size: exactAmountText(gives.resource, amount) });
      }
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

/** What a coupon does, in words. */
export function useCouponGives(): (coupon: Pick<CouponShown, "gives" | "label">) => string {
  const words = useTranslations("store");
  const gives = useGives();
  return ({ gives: of, label }) => {
    switch (of.kind) {
      case "percent":
        return words("manage.coupon.percentOff", { percent: of.percent });
      case "amount":
        return words("manage.coupon.coinsOff", { coins: of.coins });
      case "coins":
        return gives({ kind: "coins", amount: of.coins }, null);
      case "package":
      case "renewal_bypass":
        return gives(of, label);
      case "resources":
        return SOLD_RESOURCES.flatMap((resource) => {
          const amount = of.resources[resource];
          return amount === undefined ? [] : [gives({ kind: "resource", resource, amount }, null)];
        }).join(", ");
      case "item":
        return `${words("manage.coupon.kinds.item")}: ${words("ordersPage.quantity", { count: of.quantity, name: of.itemName })}`;
    }
  };
}
