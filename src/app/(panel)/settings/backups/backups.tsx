"use client";

import { useFreshSignIn } from "#app/features/identity/ui/use-fresh-sign-in.tsx";
import { BackupsPage } from "#app/features/panel-backups/ui/backups-page.tsx";

/** The page of backups with what asks for a fresh sign-in, which is another feature's. */
export function Backups() {
  return <BackupsPage {...useFreshSignIn()} />;
}
