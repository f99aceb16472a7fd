import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { deprecations, panelVersion } from "#app/transport/next/documents.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DocTable } from "../doc-table.tsx";

export const metadata: Metadata = { title: "Versions of the API" };

const RULES = ["fields", "values", "inputs", "words"] as const;

/** What programs may rely on, and what goes away when. */
export default function VersioningPage() {
  const words = useTranslations("docs");
  const going = deprecations();
  return (
    <>
      <PageHeader title={words("versioning.title")} description={words("versioning.lead")} />
      <p>{words("versioning.now", { version: panelVersion() })}</p>
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("versioning.rulesTitle")}</h2>
        <ul className="grid max-w-prose list-disc gap-1 pl-5 text-ink-2">
          {RULES.map((rule) => (
            <li key={rule}>{words(`versioning.rules.${rule}`)}</li>
          ))}
        </ul>
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("versioning.goesTitle")}</h2>
        <p className="max-w-prose text-ink-2">{words("versioning.goesLead")}</p>
        {going.length === 0 ? (
          <p>{words("versioning.none")}</p>
        ) : (
          <DocTable
            label={words("versioning.goesTitle")}
            columns={[
              words("versioning.operation"),
              words("versioning.since"),
              words("versioning.sunset"),
              words("versioning.use"),
            ]}
            rows={going.map(({ id, since, sunset, use }) => ({
              key: id,
              anchor: id,
              cells: [<code key="id">{id}</code>, since, sunset, <code key="use">{use}</code>],
            }))}
          />
        )}
      </section>
    </>
  );
}
