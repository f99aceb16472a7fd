"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";

interface ReportPlayerProps {
  player: { id: string; name: string };
  /** Entries of the timeline that go along, by their ids. */
  evidence: readonly string[];
  onDone(): void;
}

/** Tells the team what a player has done; nothing for who may not. */
export function ReportPlayer({ player: { id: playerId, name }, evidence, onDone }: ReportPlayerProps) {
  const words = useTranslations("players.report");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  if (!may(who, "players.reports:create")) return null;
  return (
    <CreateDialog
      label={words("open")}
      icon={<Flag />}
      tone="neutral"
      title={words("title", { name })}
      submit={words("send")}
      onSubmit={async (form) => {
        const text = String(form.get("text") ?? "");
        const { number } = await client.playerReports.file.mutate({ playerId, text, evidence: [...evidence] });
        toast.done(words("sent", { number }));
        onDone();
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.playerReports.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.players.pathKey() }),
        ]);
        return null;
      }}
    >
      <Field name="text" label={words("text")} hint={words("textHint")} required>
        <Textarea rows={4} minLength={3} maxLength={2000} autoFocus />
      </Field>
      <p className="text-ink-2 text-sm">
        {evidence.length > 0 ? words("evidence", { count: evidence.length }) : words("noEvidence")}
      </p>
    </CreateDialog>
  );
}
