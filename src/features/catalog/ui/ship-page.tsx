"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { shipPath } from "./catalog-places.ts";
import { OneFrame } from "./one-frame.tsx";

const ABOUT = ["fullName", "maker", "role", "career", "size", "crew", "gunners", "operators", "cargoScu"] as const;
const MEASURES = ["lengthM", "widthM", "heightM", "massKg"] as const;
const FLIGHT = ["scmSpeed", "maxSpeed", "pitch", "yaw", "roll", "hullHp", "shieldHp"] as const;

/** All that is known of a ship. What is not known is said to be so. */
export function ShipPage({ name }: { name: string }) {
  const words = useTranslations("catalog");
  const format = useFormatter();
  const trpc = useTRPC();
  const found = useQuery(trpc.catalog.ship.queryOptions({ name }));
  const shown = (value: string | number | boolean | null, field: string) => {
    if (value === null) return <span className="text-ink-3">{words("unknown")}</span>;
    if (typeof value !== "number") return String(value);
    return words(`units.${UNITS[field] ?? "none"}`, { value: format.number(value, { maximumFractionDigits: 1 }) });
  };
  return (
    <OneFrame
      list={{ label: words("ships.title"), href: "/kills/catalog" }}
      found={found}
      path={shipPath}
      killsHref={(ship) => (ship.class === null ? null : `/kills/ships/${encodeURIComponent(ship.class)}`)}
    >
      {(ship) => (
        <Stack columns={2}>
          <Card title={words("ships.about")}>
            <DescriptionList
              items={[
                ...ABOUT.map((field) => ({ label: words(`fields.${field}`), value: shown(ship[field], field) })),
                {
                  label: words("fields.isSpaceship"),
                  value: ship.isSpaceship === null ? shown(null, "") : words(ship.isSpaceship ? "flies" : "drives"),
                },
              ]}
            />
          </Card>
          <Card
            title={words("ships.numbers")}
            {...(ship.factsOf !== null && { description: words("ships.factsOf", { what: ship.factsOf }) })}
          >
            <DescriptionList
              items={[...MEASURES, ...FLIGHT].map((field) => ({
                label: words(`fields.${field}`),
                value: shown(ship[field], field),
              }))}
            />
          </Card>
        </Stack>
      )}
    </OneFrame>
  );
}

const UNITS: Readonly<Record<string, "m" | "kg" | "ms" | "degrees" | "scu" | "none">> = {
  lengthM: "m",
  widthM: "m",
  heightM: "m",
  massKg: "kg",
  scmSpeed: "ms",
  maxSpeed: "ms",
  pitch: "degrees",
  yaw: "degrees",
  roll: "degrees",
  cargoScu: "scu",
};
