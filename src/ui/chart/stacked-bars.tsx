"use client";

import { useTranslations } from "next-intl";
import { type PointerEvent, type ReactNode, useId, useState } from "react";
import { niceMaximum } from "./nice-maximum.ts";

const COLOURS = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)"] as const;
/** Direction of each series' hatching in degrees; the first is plain. */
const HATCHES = [null, 45, 90, 135, 0, 20] as const;

export interface BarStep {
  /** When it begins, as the reader reads it: "21 Nov, 14:00". */
  label: string;
  /** One for each series. */
  values: readonly number[];
}

export interface StackedBarsProps {
  /** Names the chart for screen readers. */
  label: string;
  /** What it shows in words: "1,204 calls, 3 % of them refused." */
  conclusion: ReactNode;
  /** Up to six, the lowest first. */
  series: readonly string[];
  steps: readonly BarStep[];
  /** What stands beside each series' name, where that is not what its steps add up to: an average. Null: nothing does. */
  totals?: readonly number[] | null;
  /** How a number is written; default: with the language's thousands. */
  format?(value: number): string;
}

/**
 * Counts over time, each bar made of several parts. Colour is never alone: parts are hatched and named, a step's numbers come by pointing at it, and all
 * of them stand in a table below.
 */
export function StackedBars({
  label,
  conclusion,
  series,
  steps,
  totals = series.map((_, place) => steps.reduce((sum, { values }) => sum + values[place]!, 0)),
  format = (value) => value.toLocaleString("en"),
}: StackedBarsProps) {
  const words = useTranslations("ui.chart");
  const id = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const peak = Math.max(0, ...steps.map(totalOf));
  const top = niceMaximum(peak);
  const step = pointed === null ? undefined : steps[pointed];

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * steps.length);
    setPointed(Math.max(0, Math.min(steps.length - 1, place)));
  }

  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="text-ink-2">{conclusion}</figcaption>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {series.map((name, place) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <svg aria-hidden width="12" height="12" className="shrink-0 rounded-sm">
              <Hatching id={`${id}-key-${place}`} place={place} />
              <rect width="12" height="12" fill={`url(#${id}-key-${place})`} />
            </svg>
            <span className="text-ink-2">{name}</span>
            {totals ? <span className="font-medium tabular-nums">{format(totals[place]!)}</span> : null}
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-3 text-xs">
        <div aria-hidden className="flex h-40 flex-col justify-between text-right tabular-nums">
          <span className="-mt-2">{format(top)}</span>
          <span>{top % 2 === 0 ? format(top / 2) : ""}</span>
          <span className="-mb-2">0</span>
        </div>
        <div className="relative h-40 border-line border-b">
          <svg
            role="img"
            aria-label={label}
            viewBox={`0 0 ${steps.length} ${top}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => setPointed(null)}
          >
            <defs>
              {series.map((name, place) => (
                <Hatching key={name} id={`${id}-${place}`} place={place} stretch={{ across: steps.length, up: top }} />
              ))}
            </defs>
            <line
              x1="0"
              x2={steps.length}
              y1={top / 2}
              y2={top / 2}
              stroke="var(--line)"
              vectorEffect="non-scaling-stroke"
            />
            {pointed === null ? null : <rect x={pointed} y="0" width="1" height={top} fill="var(--hover)" />}
            {steps.map(({ label: at, values }, x) => {
              let below = 0;
              return values.map((value, place) => {
                if (value === 0) return null;
                below += value;
                return (
                  <rect
                    key={`${at} ${series[place]}`}
                    x={x + 0.1}
                    y={top - below}
                    width={0.8}
                    height={value}
                    fill={`url(#${id}-${place})`}
                  />
                );
              });
            })}
          </svg>
          {step ? (
            <div
              className="pointer-events-none absolute top-0 z-layer grid w-max max-w-56 gap-0.5 rounded-md border border-line bg-raised px-2.5 py-1.5 text-ink text-xs shadow-layer"
              style={
                pointed! < steps.length / 2
                  ? { left: `${((pointed! + 1) / steps.length) * 100}%` }
                  : { right: `${(1 - pointed! / steps.length) * 100}%` }
              }
            >
              <p className="font-medium">{step.label}</p>
              {series.map((name, place) => (
                <p key={name} className="flex justify-between gap-4">
                  <span className="text-ink-2">{name}</span>
                  <span className="tabular-nums">{format(step.values[place]!)}</span>
                </p>
              ))}
            </div>
          ) : null}
        </div>
        <span />
        <div aria-hidden className="flex justify-between gap-2 pt-1">
          <span>{steps[0]?.label}</span>
          <span className="max-sm:hidden">{steps[Math.floor(steps.length / 2)]?.label}</span>
          <span>{steps.at(-1)?.label}</span>
        </div>
      </div>
      <details className="min-w-0 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">{words("asTable")}</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-label={words("tableOf", { label })}
          className="mt-2 max-h-64 overflow-auto rounded-md border border-line"
        >
          <table className="w-full border-collapse text-left tabular-nums">
            <thead className="sticky top-0 bg-sunken text-ink-2 text-xs">
              <tr>
                <th scope="col" className="px-3 py-1.5 font-medium">
                  {words("time")}
                </th>
                {series.map((name) => (
                  <th key={name} scope="col" className="px-3 py-1.5 text-right font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps
                .filter((each) => totalOf(each) > 0)
                .toReversed()
                .map((each) => (
                  <tr key={each.label} className="border-line border-t">
                    <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
                      {each.label}
                    </th>
                    {each.values.map((value, place) => (
                      <td key={series[place]} className="px-3 py-1 text-right">
                        {format(value)}
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

function totalOf({ values }: BarStep): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A series' colour with its lines, drawn so that a stretched chart stretches neither. */
function Hatching({ id, place, stretch }: { id: string; place: number; stretch?: { across: number; up: number } }) {
  const colour = COLOURS[place % COLOURS.length]!;
  const turned = HATCHES[place % HATCHES.length];
  // About the size of the plot; what matters is that the lines are some pixels apart.
  const scale = stretch ? `scale(${stretch.across / 720} ${stretch.up / 160})` : "";
  return (
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform={`${scale} ${turned === null ? "" : `rotate(${turned})`}`}
    >
      <rect width="5" height="5" fill={colour} />
      {turned === null || turned === undefined ? null : (
        <rect width="1.5" height="5" fill="var(--surface)" opacity="0.55" />
      )}
    </pattern>
  );
}
