"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Status } from "#app/ui/status.tsx";
import type { User } from "../schema.ts";

/** Whether somebody may come in. */
export function UserState({ state }: { state: User["state"] }) {
  const words = useTranslations("identity.users.states");
  if (state === "removed") return <Badge icon={<Ban aria-hidden />}>{words("removed")}</Badge>;
  return <Status state={state} />;
}
