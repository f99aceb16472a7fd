"use client";

import { Pause, RotateCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { DAY } from "#app/lib/duration.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Status } from "#app/ui/status.tsx";
import { useTick } from "#app/ui/time.tsx";
import type { ApiKey } from "../schema.ts";

const SOON_DAYS = 7;

/** Whether a key works, and if not for long, for how long. */
export function KeyStatus({ apiKey }: { apiKey: ApiKey }) {
  const words = useTranslations("apiKeys");
  const now = useTick();
  if (apiKey.status === "disabled") return <Badge icon={<Pause aria-hidden />}>{words("status.disabled")}</Badge>;
  if (apiKey.status === "rotated") return <Badge icon={<RotateCw aria-hidden />}>{words("status.rotated")}</Badge>;
  if (apiKey.status === "active" && apiKey.graceEndsAt)
    return (
      <Badge tone="warn" icon={<RotateCw aria-hidden />}>
        {words("status.grace")}
      </Badge>
    );
  const leftDays = apiKey.expiresAt === null ? null : Math.floor((Date.parse(apiKey.expiresAt) - now) / DAY);
  if (apiKey.status === "active" && leftDays !== null && leftDays < SOON_DAYS)
    return (
      <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
        {words("expiresSoon", { days: Math.max(0, leftDays) })}
      </Badge>
    );
  return <Status state={apiKey.status} />;
}
