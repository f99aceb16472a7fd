"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Incident } from "./incidents-of.ts";

const MOST = 8;

/** What wants a look, each with the way to it. */
export function Incidents({ incidents }: { incidents: readonly Incident[] }) {
  const words = useTranslations("home.incidents");
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="home-incidents">
      <h2 id="home-incidents" className="font-semibold text-lg">
        {words("title", { count: incidents.length })}
      </h2>
      {incidents.slice(0, MOST).map((incident) =>
        incident.kind === "node" ? (
          <Callout
            key={incident.node.id}
            tone="warn"
            title={words("node", { name: incident.node.name })}
            actions={<LinkButton href={`/nodes/${incident.node.id}`}>{words("openNode")}</LinkButton>}
          >
            {incident.node.lastSeenAt
              ? words.rich("nodeSince", {
                  time: () => <Time at={incident.node.lastSeenAt!} />,
                  count: incident.servers,
                })
              : null}
          </Callout>
        ) : (
          <Callout
            key={incident.server.id}
            tone={incident.kind === "unknown" ? "warn" : "bad"}
            announce={false}
            title={words(incident.kind, { name: incident.server.name })}
            actions={<LinkButton href={`/servers/${incident.server.id}/console`}>{words("openServer")}</LinkButton>}
          >
            {words.rich("since", { time: () => <Time at={incident.server.since} /> })}
            {incident.kind !== "unknown" && incident.server.detail ? ` ${incident.server.detail}` : null}
          </Callout>
        ),
      )}
      {incidents.length > MOST ? (
        <p className="text-ink-2">{words("more", { count: incidents.length - MOST })}</p>
      ) : null}
    </section>
  );
}
