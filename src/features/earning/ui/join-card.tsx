"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ways } from "../schema.ts";
import { useEarned } from "./use-earned.ts";

type Join = NonNullable<Ways["join"]>;

/** The servers of Discord that give coins. */
export function JoinCard({ join, disabled }: { join: Join; disabled: boolean }) {
  const words = useTranslations("earning.earn.join");
  return (
    <Card title={words("title")} description={words("text")} flush>
      {join.isLinked ? null : (
        <div className="grid justify-items-start gap-2 px-4 pb-3">
          <p className="text-ink-2">{words("link")}</p>
          <LinkButton href={"/settings/profile" as Route}>{words("toLink")}</LinkButton>
        </div>
      )}
      <ul className="border-line border-t">
        {join.guilds.map((guild) => (
          <GuildRow key={guild.guildId} guild={guild} disabled={disabled || !join.isLinked} />
        ))}
      </ul>
    </Card>
  );
}

function GuildRow({ guild, disabled }: { guild: Join["guilds"][number]; disabled: boolean }) {
  const words = useTranslations("earning.earn.join");
  const client = useTRPCClient();
  const earned = useEarned();
  const [pending, setPending] = useState(false);
  const { guildId, name, coins, inviteUrl, isTaken } = guild;

  async function claim() {
    setPending(true);
    try {
      const { given } = await client.earning.join.mutate({ guildId });
      await earned(given);
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <li className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 break-words font-medium">{name}</span>
      {isTaken ? (
        <Badge tone="ok">{words("taken")}</Badge>
      ) : (
        <>
          {inviteUrl ? (
            <LinkButton href={inviteUrl as Route} target="_blank" rel="noreferrer">
              {words("invite")}
            </LinkButton>
          ) : null}
          <Button pending={pending} disabled={disabled} onClick={() => void claim()}>
            {words("claim", { coins })}
          </Button>
        </>
      )}
    </li>
  );
}
