"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { type NoticeType, WAYS, type Way } from "../notices.ts";
import type { NoticeSettings } from "../schema.ts";

const GROUPS = ["servers", "coins", "tickets", "account", "players", "keys", "panel"] as const;
type Group = (typeof GROUPS)[number];

/** What stands together, by how the names of types begin. */
const GROUP_OF: Readonly<Record<string, Group>> = {
  server: "servers",
  queue: "servers",
  resources: "servers",
  package: "servers",
  coins: "coins",
  earning: "coins",
  ticket: "tickets",
  player: "players",
  api_key: "keys",
  webhook: "keys",
  panel_backup: "panel",
};
const groupOf = (type: string): Group => GROUP_OF[type.split(".")[0]!] ?? "account";

/** How each type of notice comes: a line each, a box for each way. */
export function NotificationSettings() {
  const words = useTranslations("notifications.settings");
  const trpc = useTRPC();
  const query = useQuery(trpc.notifications.settings.queryOptions({}));
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {query.data ? (
        <Shown settings={query.data} />
      ) : query.error ? (
        <ErrorState title={words("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="12rem" />
        </Loading>
      )}
    </Stack>
  );
}

function Shown({ settings }: { settings: NoticeSettings }) {
  const words = useTranslations("notifications.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const { mail, discord } = settings;

  async function change(what: string, input: Parameters<typeof client.notifications.choose.mutate>[0]) {
    setPending(what);
    try {
      queryClient.setQueryData(
        trpc.notifications.settings.queryKey({}),
        await client.notifications.choose.mutate(input),
      );
    } catch (error) {
      toast.failed(words("notSaved"), error);
    } finally {
      setPending(null);
    }
  }

  const isOff: Record<Way, boolean> = {
    bell: false,
    mail: !mail.isOn || mail.address === null,
    discord: !discord.isOn || !discord.isLinked,
  };
  // What the panel has not got is no choice.
  const offered = WAYS.filter((way) => way === "bell" || (way === "mail" ? mail.isOn : discord.isOn));
  return (
    <>
      {mail.isOn && mail.address === null ? <Callout>{words("noAddress")}</Callout> : null}
      {discord.isOn && !discord.isLinked ? (
        <Callout>
          {words.rich("notLinked", { link: (text) => <Link href="/settings/profile#discord">{text}</Link> })}
        </Callout>
      ) : null}
      <Card title={words("mails")}>
        <Switch
          label={words("digest")}
          hint={mail.isOn ? words("digestHint", { address: mail.address ?? "" }) : words("mailOff")}
          checked={settings.digest}
          disabled={isOff.mail}
          pending={pending === "digest"}
          onChange={(digest) => void change("digest", { digest })}
        />
      </Card>
      <Card flush title={words("types")} description={words("typesText")}>
        {GROUPS.map((group) => ({ group, items: settings.items.filter(({ type }) => groupOf(type) === group) })).map(
          ({ group, items }) =>
            items.length === 0 ? null : (
              <section key={group} aria-labelledby={`notices-${group}`} className="border-line border-t">
                <h3 id={`notices-${group}`} className="bg-sunken px-4 py-1.5 font-medium text-ink-2 text-sm">
                  {words(`groups.${group}`)}
                </h3>
                <ul>
                  {items.map((item) => (
                    <li
                      key={item.type}
                      className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2.5"
                    >
                      <span className="min-w-0 flex-1 basis-56 break-words">{item.title}</span>
                      <span className="flex flex-wrap gap-4">
                        {offered.map((way) => (
                          <Checkbox
                            key={way}
                            aria-label={words("wayOf", { way: words(`ways.${way}`), title: item.title })}
                            label={words(`ways.${way}`)}
                            checked={item[way]}
                            disabled={isOff[way] || pending === item.type}
                            onChange={(event) => {
                              const { bell, mail, discord } = item;
                              const ways = { bell, mail, discord, [way]: event.target.checked };
                              void change(item.type, { choices: [{ type: item.type as NoticeType, ways }] });
                            }}
                          />
                        ))}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            ),
        )}
      </Card>
    </>
  );
}
