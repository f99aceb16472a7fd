"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import type { PlayerDetails } from "../schema.ts";

/** What the team knows of a player itself: the e-mail address, and whatever else is to be kept. */
export function EditPlayer({ player }: { player: PlayerDetails }) {
  const words = useTranslations("players.edit");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);

  async function save(form: FormData) {
    const metadata = readObject(String(form.get("metadata") ?? ""));
    if (!metadata) throw { message: words("noObject"), details: [{ path: "metadata", message: words("noObject") }] };
    const email = String(form.get("email") ?? "").trim() || null;
    setPending(true);
    try {
      await client.players.update.mutate({
        playerId: player.id,
        metadata,
        ...(player.isPrivateShown && email !== player.email && { email }),
      });
      setOpen(false);
      await queryClient.invalidateQueries({ queryKey: trpc.players.get.queryKey({ playerId: player.id }) });
    } finally {
      setPending(false);
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!pending) setOpen(next);
      }}
      title={words("title", { name: player.name })}
      trigger={<Button icon={<Pencil />}>{words("open")}</Button>}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words("save")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("title", { name: player.name })} onSubmit={save}>
        {player.isPrivateShown ? (
          <Field name="email" label={words("email")}>
            <Input type="email" defaultValue={player.email ?? ""} maxLength={254} autoComplete="off" autoFocus />
          </Field>
        ) : null}
        <Field name="metadata" label={words("metadata")} hint={words("metadataHint")}>
          <Textarea rows={8} spellCheck={false} defaultValue={JSON.stringify(player.metadata, null, 2)} />
        </Field>
      </Form>
    </Dialog>
  );
}

function readObject(text: string): PlayerDetails["metadata"] | null {
  try {
    const value: unknown = JSON.parse(text.trim() || "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as PlayerDetails["metadata"])
      : null;
  } catch {
    return null;
  }
}
