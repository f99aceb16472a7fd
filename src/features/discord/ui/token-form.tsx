"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Takes a bot's token; Discord is asked whose it is before it is kept. */
export function TokenForm({ submit, onDone }: { submit: string; onDone?: () => void }) {
  const words = useTranslations("discord.connect");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();

  async function connect(form: FormData) {
    const bot = await client.discord.connect.mutate({ token: String(form.get("token") ?? "") });
    if (bot.readsMessages) toast.done(words("done", { name: bot.name }));
    else toast.note(words("deaf", { name: bot.name }));
    onDone?.();
    await queryClient.invalidateQueries({ queryKey: trpc.discord.pathKey() });
  }

  return (
    <Form label={submit} onSubmit={connect}>
      <Field name="token" label={words("token")} hint={words("tokenHint")} required>
        <PasswordInput autoComplete="off" maxLength={200} />
      </Field>
      <div>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </Form>
  );
}
