import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Account } from "./account.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.profile.deletion.queryOptions({})),
    prefetch(trpc.profile.exports.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Account />
    </HydrationBoundary>
  );
}
