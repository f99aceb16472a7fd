"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#app/ui/callout.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import type { ApiKey } from "../schema.ts";
import { limitWords } from "./limit-words.ts";

/** All that may be known of one key. */
export function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const words = useTranslations("apiKeys");
  return (
    <Stack>
      {apiKey.instanceOwned ? <Callout>{words("detail.installationNote")}</Callout> : null}
      <DescriptionList
        items={[
          { label: words("columns.key"), value: <code className="font-mono text-sm">{shownKey(apiKey)}</code> },
          {
            label: words("detail.permissions"),
            value: (
              <>
                <CodeList names={apiKey.permissions} />
                <p className="mt-1 text-ink-3 text-sm">{words("detail.permissionsNote")}</p>
              </>
            ),
          },
          { label: words("detail.scopes"), value: <CodeList names={apiKey.scopes} /> },
          {
            label: words("detail.server"),
            value:
              apiKey.serverId === null ? (
                words("detail.everywhere")
              ) : (
                <Link
                  href={`/servers/${apiKey.serverId}`}
                  className="break-words text-accent underline underline-offset-2"
                >
                  {apiKey.serverName ?? apiKey.serverId}
                </Link>
              ),
          },
          { label: words("columns.owner"), value: apiKey.ownerName },
          {
            label: words("columns.lastUsed"),
            value: apiKey.lastUsedAt ? (
              <>
                <Time at={apiKey.lastUsedAt} mode="absolute" />{" "}
                {apiKey.lastUsedAddress ? words("usedFrom", { address: apiKey.lastUsedAddress }) : null}
              </>
            ) : (
              words("never")
            ),
          },
          {
            label: words("columns.expires"),
            value: apiKey.expiresAt ? <Time at={apiKey.expiresAt} mode="absolute" /> : words("never"),
          },
          { label: words("columns.created"), value: <Time at={apiKey.createdAt} mode="absolute" /> },
          {
            label: words("detail.limits"),
            value: apiKey.limits ? (
              <ul>
                {apiKey.limits.map((limit) => (
                  <li key={limit.windowSec}>{limitWords(limit, words)}</li>
                ))}
              </ul>
            ) : (
              words("detail.limitsDefault")
            ),
          },
          {
            label: words("detail.eventStreams"),
            value: apiKey.eventStreams ?? words("detail.eventStreamsDefault"),
          },
          {
            label: words("detail.addresses"),
            value:
              apiKey.allowedAddresses.length > 0 ? (
                <CodeList names={apiKey.allowedAddresses} />
              ) : (
                words("detail.anywhere")
              ),
          },
          { label: words("detail.id"), value: <Copyable value={apiKey.id} what={words("detail.id")} /> },
        ]}
      />
    </Stack>
  );
}

/** As much of a key as may be shown: its start and its end. */
export function shownKey({ start, last4 }: Pick<ApiKey, "start" | "last4">): string {
  return `${start}…${last4}`;
}

function CodeList({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {names.map((name) => (
        <li key={name}>
          <code className="break-all rounded-sm bg-sunken px-1 py-0.5 font-mono text-sm">{name}</code>
        </li>
      ))}
    </ul>
  );
}
