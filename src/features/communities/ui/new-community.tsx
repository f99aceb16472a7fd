"use client";

import { useQueryClient } from "@tanstack/react-query";
import { LogIn, Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Goes to a community that somebody has just made or joined. */
function useArrive(): (id: string, said: string) => Promise<null> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (id, said) => {
    toast.done(said);
    await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
    router.push(`/communities/${id}` as Route);
    // What one may is another now.
    router.refresh();
    return null;
  };
}

/** A community by hand. */
export function CreateCommunity() {
  const words = useTranslations("communities.create");
  const client = useTRPCClient();
  const arrive = useArrive();
  async function create(form: FormData) {
    const { id, name } = await client.communities.create.mutate({
      name: String(form.get("name")),
      description: String(form.get("description")).trim(),
    });
    return arrive(id, words("done", { name }));
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<Plus />}
      title={words("title")}
      description={words("description")}
      submit={words("open")}
      onSubmit={create}
    >
      <Field name="name" label={words("name")} required>
        <Input maxLength={100} autoComplete="off" autoFocus />
      </Field>
      <Field name="description" label={words("about")}>
        <Textarea maxLength={500} rows={3} />
      </Field>
    </CreateDialog>
  );
}

/** Joins by a code, which may stand in the address already. */
export function JoinCommunity({ code }: { code: string }) {
  const words = useTranslations("communities.join");
  const client = useTRPCClient();
  const arrive = useArrive();
  async function join(form: FormData) {
    const { id, name } = await client.communities.join.mutate({ code: String(form.get("code")) });
    return arrive(id, words("done", { name }));
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<LogIn />}
      tone={code ? "primary" : "neutral"}
      title={words("title")}
      submit={words("submit")}
      onSubmit={join}
    >
      <Field name="code" label={words("code")} hint={words("codeHint")} required>
        <Input mono maxLength={100} autoComplete="off" spellCheck={false} defaultValue={code} autoFocus />
      </Field>
    </CreateDialog>
  );
}
