import type { Metadata } from "next";
import { Unsubscribe } from "#app/features/notifications/ui/unsubscribe.tsx";
import { type SearchParams, single } from "../search-params.ts";

export const metadata: Metadata = { title: "No more mails", referrer: "no-referrer" };

export default async function UnsubscribePage({ searchParams }: { searchParams: SearchParams }) {
  return <Unsubscribe token={single((await searchParams).token)} />;
}
