"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { placePath, systemPath } from "./catalog-places.ts";
import { OneFrame } from "./one-frame.tsx";
import { SystemMap } from "./system-map.tsx";
import type { Body } from "./system-map-layout.ts";
import { useSystemWords } from "./system-words.ts";

const LINK = "text-accent underline underline-offset-2";

/** A star system: what is in it, where kills happened, and where one gets from it. */
export function SystemPage({ name }: { name: string }) {
  const words = useTranslations("catalog");
  const said = useSystemWords();
  const format = useFormatter();
  const trpc = useTRPC();
  const found = useQuery(trpc.catalog.system.queryOptions({ name }));
  const none = <span className="text-ink-3">{words("unknown")}</span>;
  return (
    <OneFrame
      list={{ label: words("systems.title"), href: "/kills/catalog/systems" }}
      found={found}
      path={systemPath}
      killsHref={(system) => (system.placesKnown > 0 ? `/kills?system=${encodeURIComponent(system.name)}` : null)}
    >
      {(system) => (
        <>
          {system.bodies.length > 0 ? (
            <>
              <SystemMap bodies={system.bodies} />
              <p className="text-ink-2 text-sm">{words("system.schematic")}</p>
            </>
          ) : (
            <Callout title={words("system.nothing")}>{words("system.nothingText")}</Callout>
          )}
          <Stack columns={2}>
            <Card title={words("system.about")}>
              <DescriptionList
                items={[
                  {
                    label: words("fields.affiliation"),
                    value: system.affiliation ? said.affiliation(system.affiliation) : none,
                  },
                  { label: words("fields.size"), value: system.size ?? none },
                  { label: words("fields.stars"), value: system.stars ? said.stars(system.stars) : none },
                  { label: words("fields.placesKnown"), value: format.number(system.placesKnown) },
                  {
                    label: words("fields.jumpPoints"),
                    value:
                      system.jumpPoints.length === 0 ? (
                        none
                      ) : (
                        <span className="flex flex-wrap gap-x-3 gap-y-1">
                          {system.jumpPoints.map((to) => (
                            <Link key={to} className={LINK} href={systemPath(to)}>
                              {to}
                            </Link>
                          ))}
                        </span>
                      ),
                  },
                ]}
              />
            </Card>
            {system.bodies.length > 0 ? <Bodies bodies={system.bodies} system={system.name} /> : null}
          </Stack>
        </>
      )}
    </OneFrame>
  );
}

function Bodies({ bodies, system }: { bodies: readonly Body[]; system: string }) {
  const words = useTranslations("catalog.system");
  const format = useFormatter();
  const sorted = [...bodies].sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0) || b.places - a.places);
  return (
    <Card
      title={words("bodies")}
      actions={
        <Link className={LINK} href={`/kills/catalog/places?system=${encodeURIComponent(system)}`}>
          {words("allPlaces")}
        </Link>
      }
    >
      <ul className="grid max-h-112 gap-1 overflow-y-auto">
        {sorted.map((body) => (
          <li key={body.slug} className="flex min-w-0 items-baseline justify-between gap-3">
            <Link className={`${LINK} min-w-0 truncate`} href={placePath(body.class ?? body.slug)}>
              {body.name}
            </Link>
            <span className="whitespace-nowrap text-ink-2 text-sm tabular-nums">
              {[
                ...(body.kills ? [words("kills", { kills: body.kills, shown: format.number(body.kills) })] : []),
                words("places", { places: body.places, shown: format.number(body.places) }),
              ].join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
