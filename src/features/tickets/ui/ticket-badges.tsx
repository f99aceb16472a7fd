"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Tone } from "#app/ui/tone.ts";
import type { Ticket } from "../schema.ts";
import type { TicketPriority, TicketStatus } from "../terms.ts";

const STATUS_TONES: Record<TicketStatus, Tone> = { open: "warn", in_progress: "info", resolved: "ok", closed: "idle" };
const PRIORITY_TONES: Record<TicketPriority, Tone> = { low: "idle", medium: "idle", high: "warn", critical: "bad" };

export function TicketStatusBadge({ status }: { status: TicketStatus }) {
  const words = useTranslations("tickets");
  return <Badge tone={STATUS_TONES[status]}>{words(`statuses.${status}`)}</Badge>;
}

export function TicketPriorityBadge({ priority }: { priority: TicketPriority }) {
  const words = useTranslations("tickets");
  return <Badge tone={PRIORITY_TONES[priority]}>{words(`priorities.${priority}`)}</Badge>;
}

/** When staff is to have done what next, or that it is late; nothing where the time does not run. `brief` where the word "due" stands beside it. */
export function DueBadge({ due, brief = false }: { due: Ticket["due"]; brief?: boolean }) {
  const words = useTranslations("tickets");
  if (!due || due.isPaused) return null;
  const late = (due.firstAnswerIsLate && due.firstAnswerAt !== null) || due.resolutionIsLate;
  const next = due.firstAnswerAt ?? due.resolutionAt;
  if (late) return <Badge tone="bad">{words("late")}</Badge>;
  if (!next) return null;
  return (
    <Badge tone="idle" icon={<Clock aria-hidden />}>
      <span>
        {words.rich(`${due.firstAnswerAt ? "answer" : "resolution"}${brief ? "Next" : "Due"}`, {
          time: () => <Time at={next} />,
        })}
      </span>
    </Badge>
  );
}
