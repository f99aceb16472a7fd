"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { OwnPlayer } from "../schema.ts";

/** For who sees no lists of players: reports one by name, where a player of one's own has been. Nothing for who has none. */
export function ReportByName({ players }: { players: readonly OwnPlayer[] }) {
  const words = useTranslations("players.report");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const servers = new Map(players.flatMap(({ serverId, serverName }) => (serverId ? [[serverId, serverName]] : [])));
  if (servers.size === 0 || !may(who, "players.reports:create")) return null;
  return (
    <CreateDialog
      label={words("titleAny")}
      icon={<Flag />}
      tone="neutral"
      title={words("titleAny")}
      submit={words("send")}
      onSubmit={async (form) => {
        const { number } = await client.playerReports.file.mutate({
          playerName: String(form.get("playerName") ?? ""),
          serverId: String(form.get("serverId") ?? ""),
          text: String(form.get("text") ?? ""),
        });
        toast.done(words("sent", { number }));
        await queryClient.invalidateQueries({ queryKey: trpc.playerReports.pathKey() });
        return null;
      }}
    >
      <Field name="playerName" label={words("player")} required>
        <Input maxLength={200} autoComplete="off" spellCheck={false} autoFocus />
      </Field>
      <Field name="serverId" label={words("server")} hint={words("serverHint")} required>
        <Select options={[...servers].map(([value, label]) => ({ value, label: label ?? value }))} />
      </Field>
      <Field name="text" label={words("text")} hint={words("textHint")} required>
        <Textarea rows={4} minLength={3} maxLength={2000} />
      </Field>
    </CreateDialog>
  );
}
