"use client";

import { PlugZap, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Time } from "#app/ui/time.tsx";

/** Whether a world is told of now, or since when what is shown of it is. */
export function EngineState({ connected, reportedAt }: { connected: boolean; reportedAt: string | null }) {
  const words = useTranslations("world.engine");
  if (connected)
    return (
      <Badge tone="ok" icon={<PlugZap aria-hidden />}>
        {words("connected")}
      </Badge>
    );
  if (reportedAt === null) return <Badge icon={<Unplug aria-hidden />}>{words("never")}</Badge>;
  return (
    <Badge tone="warn" icon={<Unplug aria-hidden />}>
      <span>{words.rich("last", { time: () => <Time at={reportedAt} /> })}</span>
    </Badge>
  );
}
