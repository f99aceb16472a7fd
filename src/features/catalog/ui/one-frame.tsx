"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { shownError } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { CatalogRef } from "./ref.ts";

export interface OneFrameProps<T> {
  /** The list that it is one of. */
  list: { label: string; href: string };
  found: { data: T | undefined; error: unknown; refetch(): unknown };
  /** The page of the kills with it or at it. */
  killsHref?(data: T): string | null;
  path(key: string): string;
  children(data: T): ReactNode;
}

/** A page of one thing of the catalogue: what it is called, the way to its kills, and others of its name. */
export function OneFrame<T extends { name: string; class: string | null; others: readonly CatalogRef[] }>({
  list,
  found: { data, error, refetch },
  killsHref,
  path,
  children,
}: OneFrameProps<T>) {
  const words = useTranslations("catalog");
  if (error && !data) {
    const code = shownError(error)?.code;
    if (code === "not_found" || code === "conflict" || code === "invalid_input") return <NothingHere />;
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!data)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="20rem" />
      </Loading>
    );
  const kills = killsHref?.(data) ?? null;
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: words("title"), href: "/kills/catalog" }, list, { label: data.name }]} />
      <PageHeader
        title={data.name}
        {...(data.class !== null && { aside: <code className="break-all text-ink-2 text-sm">{data.class}</code> })}
        {...(kills !== null && { actions: <LinkButton href={kills}>{words("toKills")}</LinkButton> })}
      />
      {children(data)}
      {data.others.length > 0 ? (
        <Card title={words("others")}>
          <ul className="grid gap-1">
            {data.others.map((other) => (
              <li key={other.class ?? other.slug} className="min-w-0 break-words">
                <Link href={path(other.class ?? other.slug)} className="text-accent underline underline-offset-2">
                  {other.name}
                </Link>{" "}
                {other.class === null ? null : <code className="text-ink-2 text-sm">{other.class}</code>}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Stack>
  );
}
