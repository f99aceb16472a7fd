import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import { payloadFields } from "#app/features/events/payload-fields.ts";
import { publishedExample } from "#app/features/events/published-example.ts";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DocTable } from "../doc-table.tsx";

export const metadata: Metadata = { title: "Events of the API" };

const FOLLOW = `curl -N -H "X-API-Key: $KEY" "$PANEL/api/v1/events?types=server.*"

id: 4207
event: server.state_changed
data: {"position":4207,"id":"evt_…","type":"server.state_changed","version":1,"at":"…","serverId":"srv_…","payload":{…}}`;

/** Every type of event with what it says, out of the catalogue that the stream and the webhooks read. */
export default function EventsDocument() {
  const words = useTranslations("docs.events");
  const types = [...EVENT_TYPES.values()];
  return (
    <>
      <PageHeader title={words("title")} description={words("lead")} />
      <CodeBlock code={FOLLOW} what={words("follow")} />
      <DocTable
        label={words("title")}
        columns={[words("type"), words("says"), words("permission")]}
        rows={types.map(({ type, summary, permission }) => ({
          key: type,
          cells: [
            <Link key="type" href={`#${type}`} className="font-mono text-accent text-sm underline underline-offset-3">
              {type}
            </Link>,
            summary,
            <code key="permission" className="whitespace-nowrap text-sm">
              {permission}
            </code>,
          ],
        }))}
      />
      {types.map((event) => (
        <section key={event.type} id={event.type} className="grid min-w-0 scroll-mt-4 gap-3">
          <h2 className="break-all font-mono font-semibold text-lg">{event.type}</h2>
          <p className="max-w-prose text-ink-2">{words("about", { summary: event.summary, version: event.version })}</p>
          <DocTable
            label={words("payloadOf", { type: event.type })}
            columns={[words("field"), words("form"), words("meaning")]}
            rows={payloadFields(event).map(({ name, form, says }) => ({
              key: name,
              cells: [<code key="name">{name}</code>, <code key="form">{form}</code>, says ?? ""],
            }))}
          />
          <CodeBlock
            code={JSON.stringify(publishedExample(event), null, 2)}
            what={words("exampleOf", { type: event.type })}
            wrap
          />
        </section>
      ))}
    </>
  );
}
