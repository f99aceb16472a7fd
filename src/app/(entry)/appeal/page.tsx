import type { Metadata } from "next";
import { AppealPage } from "#app/features/moderation/ui/appeal-page.tsx";

export const metadata: Metadata = { title: "Appeal", robots: { index: false } };

/** For everybody who has a code. */
export default function PublicAppealPage() {
  return <AppealPage />;
}
