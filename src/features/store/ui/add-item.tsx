"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { DialogClose } from "#app/ui/dialog.tsx";
import { Form } from "#app/ui/form/form.tsx";
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

/** The form that changes an item. */
export function EditItem({ item, onClose }: { item: StoreItem; onClose(): void }) {
  const words = useTranslations("store.manage");
  const dialog = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const formId = useId();
  const [pending, setPending] = useState(false);
  // As the fields show it: the list behind goes on.
  const [shown] = useState(item);
  async function save(form: FormData) {
    const changes = changesOf(shown, readItem(form));
    setPending(true);
    try {
      if (Object.keys(changes).length > 0) await client.storeItems.update.mutate({ itemId: item.id, ...changes });
    } finally {
      setPending(false);
    }
    toast.done(words("saved", { name: changes.name ?? item.name }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
    onClose();
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("item.editTitle", { name: shown.name })}
      footer={
        <>
          <DialogClose>
            <Button>{dialog("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words("save")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("item.editTitle", { name: shown.name })} onSubmit={save}>
        <ItemFields item={shown} />
      </Form>
    </Sheet>
  );
}
