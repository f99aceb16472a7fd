import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SecuritySettings } from "#app/features/identity/ui/security-settings.tsx";
import { signInProblem } from "#app/features/identity/ui/sign-in-problem.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Security" };

interface SecurityPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SecurityPage({ searchParams }: SecurityPageProps) {
  const { error, provider } = await searchParams;
  const problem = signInProblem(
    typeof error === "string" ? error : null,
    typeof provider === "string" ? provider : null,
  );
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.profile.get.queryOptions({})),
    prefetch(trpc.totp.get.queryOptions({})),
    prefetch(trpc.passkeys.list.queryOptions({})),
    prefetch(trpc.accounts.list.queryOptions({})),
    prefetch(trpc.auth.methods.queryOptions({})),
    prefetch(trpc.sessions.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <SecuritySettings problem={problem} />
    </HydrationBoundary>
  );
}
