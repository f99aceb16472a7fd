import type { Metadata } from "next";
import { useLocale, useTranslations } from "next-intl";
import { limitRows } from "#app/transport/next/documents.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DocTable } from "../doc-table.tsx";

export const metadata: Metadata = { title: "Limits of the API" };

/** The limits as they are counted, and which operations count against which. */
export default function LimitsPage() {
  const words = useTranslations("docs");
  const locale = useLocale();
  const { classes, browser, doors } = limitRows();
  const cellsOf = ({ name, limit, windowSec }: { name: string; limit: number; windowSec: number }) => [
    <code key="name">{name}</code>,
    limit.toLocaleString(locale),
    <span key="window" className="whitespace-nowrap">
      {words("limits.seconds", { count: windowSec })}
    </span>,
  ];
  return (
    <>
      <PageHeader title={words("limits.title")} description={words("limits.lead")} />
      <DocTable
        label={words("limits.title")}
        columns={[words("limits.class"), words("limits.limit"), words("limits.window"), words("limits.operations")]}
        rows={[
          ...classes.map(({ name, limit, windowSec, operations }) => ({
            key: `${name}-${windowSec}`,
            anchor: name,
            cells: [...cellsOf({ name, limit, windowSec }), operations.join(", ")],
          })),
          ...browser.map(({ name, limit, windowSec }) => ({
            key: `${name}-${windowSec}`,
            anchor: name,
            cells: [...cellsOf({ name, limit, windowSec }), words("limits.browser")],
          })),
        ]}
      />
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("limits.headersTitle")}</h2>
        <dl className="grid max-w-prose gap-2">
          {(
            [
              ["RateLimit", "ratelimit"],
              ["RateLimit-Policy", "policy"],
              ["X-RateLimit-Limit", "xlimit"],
              ["Retry-After", "retry"],
            ] as const
          ).map(([header, name]) => (
            <div key={header}>
              <dt>
                <code>{header}</code>
              </dt>
              <dd className="text-ink-2">{words(`limits.headers.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="max-w-prose text-ink-2">{words("limits.bulk")}</p>
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("limits.doorsTitle")}</h2>
        <p className="max-w-prose text-ink-2">{words("limits.doorsLead")}</p>
        {doors.map(({ title, base, rows }) => (
          <section key={base} className="grid gap-2">
            <h3 className="font-medium">
              {title} <code className="text-ink-2 text-sm">{base}</code>
            </h3>
            <DocTable
              label={title}
              columns={[words("limits.class"), words("limits.limit"), words("limits.window"), words("limits.paths")]}
              rows={rows.map(({ name, limit, windowSec, paths }) => ({
                key: `${name}-${windowSec}`,
                cells: [...cellsOf({ name, limit, windowSec }), paths.join(", ")],
              }))}
            />
          </section>
        ))}
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("limits.sizes")}</h2>
        <p className="max-w-prose text-ink-2">{words("limits.body")}</p>
        <p className="max-w-prose text-ink-2">{words("limits.connections")}</p>
      </section>
    </>
  );
}
