"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { StoreItem } from "../schema.ts";
import { ItemFields } from "./item-fields.tsx";
import { changesOf, readItem } from "./read-form.ts";

/** The button and the form that put something into the store. */
export function AddItem() {
  const words = useTranslations("store.manage.item");
  const manage = useTranslations("store.manage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  async function create(form: FormData) {
    const { name } = await client.storeItems.create.mutate(readItem(form));
    toast.done(manage("saved", { name }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
    return null;
  }
  return (
    <CreateDialog label={words("add")} icon={<Plus />} title={words("add")} submit={words("add")} onSubmit={create}>
      <ItemFields />
    </CreateDialog>
  );
}

/** The button and the form that change an item. */
export function EditItem({ item }: { item: StoreItem }) {
  const words = useTranslations("store.manage");
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      title={words("item.title")}
      trigger={<Button size="sm">{words("edit")}</Button>}
    >
      <EditForm item={item} onSaved={() => setOpen(false)} />
    </Sheet>
  );
}

function EditForm({ item, onSaved }: { item: StoreItem; onSaved(): void }) {
  const words = useTranslations("store.manage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // As the fields show it: the list behind goes on.
  const [shown] = useState(item);
  async function save(form: FormData) {
    const changes = changesOf(shown, readItem(form));
    if (Object.keys(changes).length > 0) await client.storeItems.update.mutate({ itemId: item.id, ...changes });
    toast.done(words("saved", { name: changes.name ?? item.name }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
    onSaved();
  }
  return (
    <Form label={words("item.title")} onSubmit={save}>
      <ItemFields item={shown} />
      <div>
        <SubmitButton>{words("save")}</SubmitButton>
      </div>
    </Form>
  );
}
