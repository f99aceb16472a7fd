"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { FriendsCard } from "./friends-card.tsx";
import { PrivacyCard } from "./privacy-card.tsx";

/** Who sees what one's players have done; between, the cards of other features by which a handle is proven. */
export function PrivacySettings({ children }: { children?: ReactNode }) {
  const words = useTranslations("kills.privacy");
  return (
    <Stack width="form">
      <PageHeader title={words("page")} />
      <PrivacyCard />
      {children}
      <FriendsCard />
    </Stack>
  );
}
