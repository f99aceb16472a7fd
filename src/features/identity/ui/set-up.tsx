"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { AccountFields, readAccount } from "./account-fields.tsx";
import { EntryCard } from "./entry-card.tsx";
import { useEnter } from "./use-enter.ts";

/** The first person makes the owner's account, with the link that the panel printed. */
export function SetUp({ token }: { token: string }) {
  const words = useTranslations("identity.setup");
  const client = useTRPCClient();
  const { enter } = useEnter("/home");
  return (
    <EntryCard title={words("title")} description={words("text")}>
      <Form
        label={words("title")}
        onSubmit={async (form) => enter(await client.setup.complete.mutate({ token, ...readAccount(form) }))}
      >
        <AccountFields />
        <SubmitButton block>{words("create")}</SubmitButton>
      </Form>
    </EntryCard>
  );
}
