"use client";

import { useLocale, useTranslations } from "next-intl";
import { type PointerEvent, useState } from "react";
import { dayText } from "#app/ui/time-text.ts";
import type { KillFigures } from "./shown-figures.ts";
import { useNumbers } from "./use-numbers.ts";

const WIDE = 600;
const HIGH = 160;
/** As far from the rating as it is with 95 %. */
const DEVIATIONS = 2;

/** How a rating went, with the band that it is within at 95 %: a line alone would promise too much. */
export function RatingChart({ figures: { ratings, rating, seasonRating } }: { figures: KillFigures }) {
  const words = useTranslations("kills.rating");
  const chart = useTranslations("ui.chart");
  const locale = useLocale();
  const { whole } = useNumbers();
  const [pointed, setPointed] = useState<number | null>(null);
  if (rating === null || ratings.length === 0) return <p className="text-ink-2">{words("none")}</p>;

  const days = ratings.map(({ day }) => Date.parse(day));
  const first = days[0]!;
  const span = Math.max(1, days.at(-1)! - first);
  const low = Math.floor(Math.min(...ratings.map((one) => one.rating - DEVIATIONS * one.deviation)) / 100) * 100;
  const high = Math.ceil(Math.max(...ratings.map((one) => one.rating + DEVIATIONS * one.deviation)) / 100) * 100;
  const x = (place: number) => (ratings.length === 1 ? WIDE / 2 : ((days[place]! - first) / span) * WIDE);
  const y = (value: number) => HIGH - ((value - low) / Math.max(1, high - low)) * HIGH;
  const line = (value: (one: (typeof ratings)[number]) => number) =>
    ratings.map((one, place) => `${x(place).toFixed(1)},${y(value(one)).toFixed(1)}`);
  const upper = line((one) => one.rating + DEVIATIONS * one.deviation);
  const lower = line((one) => one.rating - DEVIATIONS * one.deviation);
  const shown = ratings[pointed ?? ratings.length - 1]!;
  const dayOf = (day: string) => dayText(Date.parse(day), "UTC", locale);

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * WIDE;
    const away = ratings.map((_, place) => Math.abs(x(place) - at));
    setPointed(away.indexOf(Math.min(...away)));
  }
  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="text-ink-2">
        {words("conclusion", {
          rating: whole(rating.rating),
          low: whole(rating.rating - DEVIATIONS * rating.deviation),
          high: whole(rating.rating + DEVIATIONS * rating.deviation),
        })}{" "}
        {seasonRating ? words("season", { rating: whole(seasonRating.rating) }) : null}
      </figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-3 text-xs">
        <div aria-hidden className="flex h-40 flex-col justify-between text-right tabular-nums">
          <span className="-mt-2">{whole(high)}</span>
          <span>{whole((high + low) / 2)}</span>
          <span className="-mb-2">{whole(low)}</span>
        </div>
        <svg
          role="img"
          aria-label={words("label")}
          data-meter
          viewBox={`0 0 ${WIDE} ${HIGH}`}
          preserveAspectRatio="none"
          className="h-40 w-full border-line border-b"
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setPointed(null)}
        >
          <line x1="0" x2={WIDE} y1={HIGH / 2} y2={HIGH / 2} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          {ratings.length === 1 ? (
            <line
              x1={WIDE / 2}
              x2={WIDE / 2}
              y1={y(shown.rating + DEVIATIONS * shown.deviation)}
              y2={y(shown.rating - DEVIATIONS * shown.deviation)}
              stroke="var(--h2)"
              strokeWidth="6"
              vectorEffect="non-scaling-stroke"
            />
          ) : (
            <polygon points={[...upper, ...lower.toReversed()].join(" ")} fill="var(--c1)" opacity="0.18" />
          )}
          <polyline
            points={line((one) => one.rating).join(" ")}
            fill="none"
            stroke="var(--c1)"
            strokeWidth="2"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
          <line
            x1={x(pointed ?? ratings.length - 1)}
            x2={x(pointed ?? ratings.length - 1)}
            y1="0"
            y2={HIGH}
            stroke={pointed === null ? "none" : "var(--line-strong)"}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span />
        <div aria-hidden className="flex justify-between gap-2 pt-1">
          <span>{dayOf(ratings[0]!.day)}</span>
          <span>{ratings.length > 1 ? dayOf(ratings.at(-1)!.day) : ""}</span>
        </div>
      </div>
      <p className="text-ink-2 text-sm tabular-nums">
        {words("day", {
          day: dayOf(shown.day),
          rating: whole(shown.rating),
          within: whole(DEVIATIONS * shown.deviation),
        })}
      </p>
      <details className="min-w-0 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">{chart("asTable")}</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-label={chart("tableOf", { label: words("label") })}
          className="relative mt-2 max-h-64 overflow-auto rounded-md border border-line"
        >
          <table className="w-full border-collapse text-right tabular-nums">
            <thead className="sticky top-0 bg-sunken text-ink-2 text-xs">
              <tr>
                {(["date", "rating", "deviation"] as const).map((name) => (
                  <th key={name} scope="col" className="px-3 py-1.5 font-medium first:text-left">
                    {words(`columns.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ratings.toReversed().map((one) => (
                <tr key={one.day} className="border-line border-t">
                  <th scope="row" className="px-3 py-1 text-left font-normal">
                    {dayOf(one.day)}
                  </th>
                  <td className="px-3 py-1">{whole(one.rating)}</td>
                  <td className="px-3 py-1">{whole(one.deviation)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
