"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Link } from "#app/ui/link.tsx";
import { systemPath } from "./catalog-places.ts";
import { starMapLayout } from "./star-map-layout.ts";

/** On a phone the map is wider than the screen, and the systems that players can be in are in its middle. */
function showMiddle(box: HTMLElement | null): void {
  if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

/** All systems from above with the jumps between them; those that players can be in stand out. The list below it says the same in words. */
export function StarMap({ systems }: { systems: Parameters<typeof starMapLayout>[0] }) {
  const words = useTranslations("catalog.systems");
  const map = useMemo(() => starMapLayout(systems), [systems]);
  if (map.stars.length === 0) return null;
  return (
    <div ref={showMiddle} className="overflow-x-auto rounded-lg border border-line bg-sunken">
      <svg viewBox={`0 0 ${map.width} ${map.height}`} className="block w-full min-w-[52rem]" aria-label={words("map")}>
        <g stroke="var(--line-strong)" strokeWidth={1} opacity={0.5} aria-hidden>
          {map.lines.map(({ key, from, to }) => (
            <line key={key} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
          ))}
        </g>
        {map.stars.map((star) => (
          <Link key={star.name} href={systemPath(star.name)} className="group" aria-label={star.name}>
            <circle cx={star.x} cy={star.y} r={14} fill="transparent" />
            <circle
              cx={star.x}
              cy={star.y}
              r={star.isPlayable ? 8 : 4}
              fill={star.isPlayable ? "var(--accent)" : "var(--ink-3)"}
            />
            <text
              x={star.x}
              y={star.y - (star.isPlayable ? 12 : 8)}
              textAnchor="middle"
              fontSize={star.isPlayable ? 15 : 11}
              fontWeight={star.isPlayable ? 600 : 400}
              fill={star.isPlayable ? "var(--ink)" : "var(--ink-2)"}
              className="group-hover:underline"
            >
              {star.name}
            </text>
          </Link>
        ))}
      </svg>
    </div>
  );
}
