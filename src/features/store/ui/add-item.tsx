"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { FormSheet } from "#app/ui/form-sheet.tsx";
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

/** The form that changes an item. */
export function EditItem({ item, onClose }: { item: StoreItem; onClose(): void }) {
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
    onClose();
  }
  return (
    <FormSheet
      title={words("item.editTitle", { name: shown.name })}
      submit={words("save")}
      onSubmit={save}
      onClose={onClose}
    >
      <ItemFields item={shown} />
    </FormSheet>
  );
}
