"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { LinkedAccountsCard } from "./linked-accounts-card.tsx";
import { Loaded } from "./loaded.tsx";
import { PasskeysCard } from "./passkeys-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";

/** Every way into the own account, and where it is open. */
export function SecuritySettings({ problem }: { problem: string | null }) {
  const words = useTranslations("identity.security");
  const trpc = useTRPC();
  const me = useQuery(trpc.profile.get.queryOptions({}));
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {problem ? <Callout tone="bad" title={problem} /> : null}
      <Loaded query={me} label={words("title")} failed={words("failed")} height="12rem">
        {(person) => <PasswordCard me={person} />}
      </Loaded>
      <SecondFactorCard />
      <PasskeysCard />
      <LinkedAccountsCard />
      <SessionsCard />
    </Stack>
  );
}
