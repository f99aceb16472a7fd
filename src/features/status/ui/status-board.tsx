import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Tone } from "#app/ui/tone.ts";
import type { PartDay, PartState, PartStatus } from "../schema.ts";

const LOOK: Record<PartState, { icon: LucideIcon; tone: Tone }> = {
  up: { icon: CircleCheck, tone: "ok" },
  degraded: { icon: TriangleAlert, tone: "warn" },
  down: { icon: CircleX, tone: "bad" },
  unknown: { icon: CircleHelp, tone: "idle" },
};

/** How the panel's parts are, and were each day. For people who are not signed in. */
export function StatusBoard({ state, at, parts }: { state: PartState; at: string; parts: readonly PartStatus[] }) {
  const words = useTranslations("status");
  const { icon: Icon, tone } = LOOK[state];
  return (
    <>
      <header className="grid justify-items-center gap-2">
        <h1 className="font-semibold text-xl">{words("title")}</h1>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {words(`overall.${state}`)}
        </Badge>
      </header>
      <ul className="grid gap-3">
        {parts.map((part) => (
          <Part key={part.part} {...part} />
        ))}
      </ul>
      <p className="text-center text-ink-3 text-sm">{words.rich("at", { time: () => <Time at={at} /> })}</p>
    </>
  );
}

function Part({ part, state, responseMs, uptimePercent, days }: PartStatus) {
  const words = useTranslations("status");
  const { icon: Icon, tone } = LOOK[state];
  const measured = days.filter(({ uptimePercent: of }) => of !== null).length;
  return (
    <li className="grid gap-2 rounded-lg border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 className="font-medium">{words(`parts.${part}`)}</h2>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {words(`states.${state}`)}
        </Badge>
      </div>
      <Bars
        days={days}
        label={words("bars", {
          part: words(`parts.${part}`),
          measured,
          days: days.length,
          percent: uptimePercent === null ? "none" : String(uptimePercent),
        })}
      />
      <div className="flex justify-between gap-3 text-ink-3 text-sm">
        <span>{words("from", { days: days.length })}</span>
        <span>{words("to")}</span>
      </div>
      <div className="flex flex-wrap justify-between gap-x-3 text-ink-2 text-sm">
        <span>{uptimePercent === null ? words("notMeasured") : words("uptime", { percent: uptimePercent })}</span>
        {responseMs === null ? null : <span>{words("response", { ms: responseMs })}</span>}
      </div>
    </li>
  );
}

/** A bar a day. What was not measured is an outline, not a fault and not a success. */
function Bars({ days, label }: { days: readonly PartDay[]; label: string }) {
  const words = useTranslations("status");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${days.length * 4} 24`}
      preserveAspectRatio="none"
      className="h-6 w-full"
    >
      {days.map(({ date, uptimePercent }, index) => (
        <rect
          key={date}
          x={index * 4 + 0.5}
          y={uptimePercent === null ? 10 : 0}
          width={3}
          height={uptimePercent === null ? 4 : 24}
          className={colour(uptimePercent)}
        >
          <title>{words("day", { date, percent: uptimePercent === null ? "none" : String(uptimePercent) })}</title>
        </rect>
      ))}
    </svg>
  );
}

function colour(uptimePercent: number | null): string {
  if (uptimePercent === null) return "fill-line-strong";
  if (uptimePercent >= 99.5) return "fill-ok";
  return uptimePercent >= 95 ? "fill-warn" : "fill-bad";
}
