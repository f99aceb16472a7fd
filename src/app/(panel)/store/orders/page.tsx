import type { Metadata } from "next";
import { OrdersPage } from "#app/features/store/ui/orders-page.tsx";
import { may } from "#app/lib/access.ts";
import { pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Orders" };

interface OrdersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OrdersRoute({ searchParams }: OrdersPageProps) {
  if (!may(await pageWho(), "economy:read")) return <Forbidden permission="economy:read" />;
  const { tab, paid } = await searchParams;
  return (
    <OrdersPage tab={tab === "gifts" || tab === "payments" ? tab : "purchases"} hasPaid={typeof paid === "string"} />
  );
}
