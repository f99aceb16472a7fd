"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { TimelineEntry } from "../schema.ts";

/** Removes a note, for who may write some where it stands. */
export function NoteActs({ playerId, entry }: { playerId: string; entry: TimelineEntry }) {
  const words = useTranslations("players.notes");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  if (!may(who, "players.notes:write", { serverId: entry.serverId })) return null;
  return (
    <ConfirmDialog
      title={words("removeTitle")}
      effect={words("removeEffect")}
      trigger={<IconButton size="sm" label={words("remove")} icon={<Trash2 />} />}
      actions={[
        {
          label: words("remove"),
          tone: "danger",
          async act() {
            await client.players.removeNote.mutate({ playerId, noteId: entry.id });
            await queryClient.invalidateQueries({ queryKey: trpc.players.timeline.pathKey() });
          },
        },
      ]}
    />
  );
}

/** Writes a note about a player, for the team. */
export function AddNote({ playerId }: { playerId: string }) {
  const words = useTranslations("players.notes");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  /** A form of its own for each note, so that it is empty after one. */
  const [written, setWritten] = useState(0);
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{words("add")}</Button>
      </div>
    );
  return (
    <Form
      key={written}
      label={words("add")}
      onSubmit={async (form) => {
        await client.players.addNote.mutate({ playerId, text: String(form.get("text") ?? "") });
        setWritten(written + 1);
        setOpen(false);
        toast.done(words("added"));
        await queryClient.invalidateQueries({ queryKey: trpc.players.timeline.pathKey() });
      }}
    >
      <Field name="text" label={words("text")} hint={words("hint")} required>
        <Textarea rows={3} maxLength={4000} autoFocus />
      </Field>
      <div className="flex gap-2">
        <SubmitButton>{words("save")}</SubmitButton>
        <Button onClick={() => setOpen(false)}>{words("cancel")}</Button>
      </div>
    </Form>
  );
}
