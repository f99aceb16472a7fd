"use client";

import { CircleSlash, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Status } from "#app/ui/status.tsx";
import type { Delivery } from "../schema.ts";

/** What became of a delivery so far. */
export function DeliveryState({ delivery }: { delivery: Pick<Delivery, "status" | "attempts"> }) {
  const words = useTranslations("webhooks.delivery");
  if (delivery.status === "dropped") return <Badge icon={<CircleSlash aria-hidden />}>{words("dropped")}</Badge>;
  if (delivery.status === "queued" && delivery.attempts > 0)
    return (
      <Badge tone="warn" icon={<RotateCw aria-hidden />}>
        {words("retrying")}
      </Badge>
    );
  return <Status state={delivery.status} />;
}
