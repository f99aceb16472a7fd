import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import type { PlayerReport } from "../schema.ts";

const TONES = { open: "warn", claimed: "info", resolved: "ok" } as const;

/** How a report stands, or what was decided. */
export function ReportState({ report }: { report: Pick<PlayerReport, "state" | "outcome"> }) {
  const words = useTranslations("players.reports");
  return (
    <Badge tone={TONES[report.state]}>
      {report.outcome ? words(`outcomes.${report.outcome}`) : words(`states.${report.state}`)}
    </Badge>
  );
}
