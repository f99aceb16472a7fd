"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Bot } from "../schema.ts";
import { TokenForm } from "./token-form.tsx";

const TONES = { off: "idle", connecting: "info", connected: "ok", reconnecting: "warn", refused: "bad" } as const;

/** How the bot is, live, and where it has been let in. */
export function BotCard({ bot }: { bot: Bot }) {
  const words = useTranslations("discord.bot");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const isOwner = may(useWho(), "instance:manage");
  const [pending, setPending] = useState(false);
  const [changing, setChanging] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.discord.pathKey() });

  async function act(work: () => Promise<unknown>) {
    setPending(true);
    try {
      await work();
      await refresh();
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setPending(false);
    }
  }

  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {bot.name}
          <Badge tone={TONES[bot.state]}>{words(`states.${bot.state}`)}</Badge>
        </span>
      }
      description={words.rich("since", { time: () => <Time at={bot.since} /> })}
      footer={
        isOwner ? (
          <>
            <ConfirmDialog
              title={words("removeTitle", { name: bot.name })}
              effect={words("removeEffect")}
              actions={[
                {
                  label: words("remove"),
                  tone: "dangerSolid",
                  async act() {
                    await client.discord.disconnect.mutate({});
                    await refresh();
                  },
                },
              ]}
              trigger={<Button tone="danger">{words("remove")}</Button>}
            />
            <Dialog
              size="sm"
              title={words("changeToken")}
              description={words("changeTokenText")}
              open={changing}
              onOpenChange={setChanging}
              trigger={<Button>{words("changeToken")}</Button>}
            >
              <TokenForm submit={words("changeToken")} onDone={() => setChanging(false)} />
            </Dialog>
          </>
        ) : null
      }
    >
      <div className="grid gap-3">
        {bot.problem ? (
          <Callout
            tone={bot.state === "refused" ? "bad" : "warn"}
            title={words(`problems.${bot.problem}.title`)}
            actions={
              isOwner && (bot.state === "refused" || bot.problem === "intents") ? (
                <Button pending={pending} onClick={() => void act(() => client.discord.reconnect.mutate({}))}>
                  {words("again")}
                </Button>
              ) : null
            }
          >
            {words(`problems.${bot.problem}.text`)}
          </Callout>
        ) : null}
        {isOwner ? (
          <Switch
            label={words("enabled")}
            hint={words("enabledHint")}
            checked={bot.enabled}
            pending={pending}
            onChange={(enabled) => void act(() => client.discord.update.mutate({ enabled }))}
          />
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-ink-2">
            {words("guilds", { count: bot.guilds.length, names: bot.guilds.map(({ name }) => name).join(", ") })}
          </span>
          <a className="underline underline-offset-2" href={bot.inviteUrl} target="_blank" rel="noreferrer">
            {words("invite")}
          </a>
        </div>
      </div>
    </Card>
  );
}
