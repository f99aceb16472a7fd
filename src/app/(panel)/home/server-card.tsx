"use client";

import { useTranslations } from "next-intl";
import type { Server } from "#app/features/hosting/server-view.ts";
import { ServerStatus } from "#app/features/hosting/ui/server-status.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";

/** One server at a glance. */
export function ServerCard({ server }: { server: Server }) {
  const words = useTranslations("home");
  return (
    <Card
      level={3}
      title={server.name}
      description={server.blueprint.name}
      actions={<ServerStatus brief server={server} />}
      footer={
        <>
          {server.address ? (
            <span className="mr-auto flex min-w-0 items-center">
              <Copyable value={server.address} what={words("address")} />
            </span>
          ) : null}
          <LinkButton href={`/servers/${server.id}/console`} aria-label={words("openNamed", { name: server.name })}>
            {words("open")}
          </LinkButton>
        </>
      }
    />
  );
}
