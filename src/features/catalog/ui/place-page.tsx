"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { placePath, systemPath } from "./catalog-places.ts";
import { OneFrame } from "./one-frame.tsx";

const LINK = "text-accent underline underline-offset-2";

/** A place: where it is, what is part of it, and what logs call it, each with the way to its kills. */
export function PlacePage({ name }: { name: string }) {
  const words = useTranslations("catalog");
  const trpc = useTRPC();
  const found = useQuery(trpc.catalog.place.queryOptions({ name }));
  const none = <span className="text-ink-3">{words("unknown")}</span>;
  return (
    <OneFrame
      list={{ label: words("places.title"), href: "/kills/catalog/places" }}
      found={found}
      path={placePath}
      killsHref={({ classes }) => (classes.length === 1 ? `/kills/places/${encodeURIComponent(classes[0]!)}` : null)}
    >
      {(place) => (
        <Stack columns={2}>
          <Card title={words("places.about")}>
            <DescriptionList
              items={[
                { label: words("fields.type"), value: place.type === null ? none : words(`types.${place.type}`) },
                {
                  label: words("fields.system"),
                  value:
                    place.system === null ? (
                      none
                    ) : (
                      <Link className={LINK} href={systemPath(place.system)}>
                        {place.system}
                      </Link>
                    ),
                },
                {
                  label: words("fields.parent"),
                  value:
                    place.parent === null ? (
                      none
                    ) : (
                      <Link className={LINK} href={placePath(place.parent)}>
                        {place.parent}
                      </Link>
                    ),
                },
                {
                  label: words("fields.classes"),
                  value:
                    place.classes.length === 0 ? (
                      none
                    ) : (
                      <ul className="grid gap-0.5">
                        {place.classes.map((each) => (
                          <li key={each} className="min-w-0 break-all">
                            <Link className={LINK} href={`/kills/places/${encodeURIComponent(each)}`}>
                              <code className="text-sm">{each}</code>
                            </Link>
                          </li>
                        ))}
                      </ul>
                    ),
                },
              ]}
            />
          </Card>
          {place.within.length > 0 ? (
            <Card title={words("places.within", { count: place.within.length })}>
              <ul className="grid max-h-96 gap-1 overflow-y-auto">
                {place.within.map((part) => (
                  <li key={part.class ?? part.slug} className="flex min-w-0 justify-between gap-3">
                    <Link className={`${LINK} min-w-0 truncate`} href={placePath(part.class ?? part.slug)}>
                      {part.name}
                    </Link>
                    <span className="text-ink-2 text-sm">
                      {part.type === null ? null : words(`types.${part.type}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </Stack>
      )}
    </OneFrame>
  );
}
