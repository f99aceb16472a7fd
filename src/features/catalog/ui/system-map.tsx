"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { Link } from "#app/ui/link.tsx";
import { placePath } from "./catalog-places.ts";
import { type Body, type MapBody, systemMapLayout } from "./system-map-layout.ts";

/** What belongs to what in a system, with how many kills were told of there: the more, the stronger its colour. The list beside it says all of it in words. */
export function SystemMap({ bodies }: { bodies: readonly Body[] }) {
  const words = useTranslations("catalog.system");
  const map = useMemo(() => systemMapLayout(bodies), [bodies]);
  const most = Math.max(1, ...bodies.filter(({ type }) => type !== "star").map(({ kills }) => kills ?? 0));
  const box = useRef<HTMLDivElement>(null);
  // On a phone the drawing is wider than the screen: it begins where most is told of.
  useEffect(() => {
    const [busiest] = map.planets.map(({ planet }) => planet).sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0));
    const { current } = box;
    if (!current || !busiest?.kills) return;
    current.scrollLeft = (busiest.x / map.width) * current.scrollWidth - current.clientWidth / 2;
  }, [map]);
  if (map.planets.length === 0) return null;
  return (
    <div ref={box} className="overflow-x-auto rounded-lg border border-line bg-sunken">
      <svg
        viewBox={`0 0 ${map.width} ${map.height}`}
        style={{ minWidth: map.width * 0.8, maxWidth: map.width * 1.4 }}
        className="mx-auto block w-full"
        aria-label={words("map")}
      >
        <g stroke="var(--line-strong)" aria-hidden>
          {map.star ? <line x1={map.star.x} y1={map.star.y} x2={map.width - 70} y2={map.star.y} /> : null}
          {map.planets.map(({ planet, moons, stations }) => (
            <line
              key={planet.name}
              x1={planet.x}
              x2={planet.x}
              y1={stations.at(-1)?.y ?? planet.y}
              y2={moons.at(-1)?.y ?? planet.y}
            />
          ))}
        </g>
        {map.star ? <Dot body={map.star} most={most} fill="var(--warn)" /> : null}
        {map.planets.map(({ planet, moons, stations }) => (
          <g key={planet.name}>
            {[...stations, planet, ...moons].map((body) => (
              <Dot key={body.name} body={body} most={most} />
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

const HEAT = ["var(--h1)", "var(--h2)", "var(--h3)", "var(--h4)", "var(--h5)"];

function Dot({ body, most, fill }: { body: MapBody; most: number; fill?: string }) {
  const words = useTranslations("catalog.system");
  const format = useFormatter();
  const kills = body.kills ?? 0;
  const step = kills === 0 ? 0 : Math.min(HEAT.length - 1, Math.ceil((kills / most) * (HEAT.length - 1)));
  const isPlanet = body.type === "planet";
  const label = words("body", { name: body.name, places: body.places, kills });
  // A planet's name stands beside it and below the line of planets; its moons' stand to the right of them.
  const at = isPlanet ? { x: body.x + body.r + 6, y: body.y - 22 } : { x: body.x + body.r + 6, y: body.y + 4 };
  return (
    <Link href={placePath(body.class ?? body.slug)} className="group">
      <title>{label}</title>
      <circle
        cx={body.x}
        cy={body.y}
        r={body.r}
        fill={fill ?? HEAT[step]}
        stroke="var(--line-strong)"
        strokeWidth={1}
        className="group-hover:stroke-2"
      />
      <text
        x={body.type === "star" ? body.x : at.x}
        y={body.type === "star" ? body.y + body.r + 18 : at.y}
        textAnchor={body.type === "star" ? "middle" : "start"}
        fontSize={isPlanet ? 14 : 12}
        fontWeight={isPlanet ? 600 : 400}
        fill="var(--ink)"
        className="group-hover:underline"
      >
        {body.name}
      </text>
      {kills > 0 && body.type !== "star" ? (
        <text x={at.x} y={at.y + 15} fontSize={11} fill="var(--ink-2)">
          {words("kills", { kills, shown: format.number(kills) })}
        </text>
      ) : null}
    </Link>
  );
}
