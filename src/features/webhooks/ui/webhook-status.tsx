"use client";

import { CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Status } from "#app/ui/status.tsx";
import type { Webhook } from "../schema.ts";

/** Whether a webhook is sent to, and whether it takes what it is sent. */
export function WebhookStatus({ webhook }: { webhook: Webhook }) {
  const words = useTranslations("webhooks");
  if (webhook.state === "disabled")
    return (
      <Badge tone="bad" icon={<CircleX aria-hidden />}>
        {words("state.disabled")}
      </Badge>
    );
  if (webhook.state === "active" && webhook.failingSince)
    return (
      <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
        {words("state.failing")}
      </Badge>
    );
  return <Status state={webhook.state} />;
}
