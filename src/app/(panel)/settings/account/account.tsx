"use client";

import { useTranslations } from "next-intl";
import { useFreshSignIn } from "#app/features/identity/ui/use-fresh-sign-in.tsx";
import { DataCard } from "#app/features/members/ui/data-card.tsx";
import { DeletionCard } from "#app/features/members/ui/deletion-card.tsx";
import { OwnInteractions } from "#app/features/members/ui/own-interactions.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";

/** What the panel knows of the reader: all of it as a file, the end of it, and what was done, which is long. */
export function Account() {
  const words = useTranslations("identity.settings.places.account");
  const { fresh, dialog } = useFreshSignIn();
  return (
    <Stack width="form">
      <PageHeader title={words("name")} />
      <DataCard guard={fresh} />
      <DeletionCard guard={fresh} />
      <OwnInteractions />
      {dialog}
    </Stack>
  );
}
