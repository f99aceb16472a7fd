"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";

/** Ends mails by the link in one of them, after a click: filters of mail open links too. */
export function Unsubscribe({ token }: { token: string | null }) {
  const words = useTranslations("notifications.unsubscribe");
  const client = useTRPCClient();
  const [state, setState] = useState<"asked" | "invalid" | { title: string | null }>(
    token === null ? "invalid" : "asked",
  );
  if (state === "invalid" || token === null)
    return (
      <Card title={words("invalidTitle")} description={words("invalidText")}>
        <ToSettings />
      </Card>
    );
  if (state !== "asked")
    return (
      <Card
        title={words("doneTitle")}
        description={state.title === null ? words("doneAll") : words("doneOne", { title: state.title })}
      >
        <ToSettings />
      </Card>
    );
  return (
    <Card title={words("title")} description={words("text")}>
      <Form
        label={words("title")}
        onSubmit={async () => {
          try {
            setState({ title: (await client.notifications.unsubscribe.mutate({ token })).title });
          } catch (error) {
            if (shownError(error)?.reason !== "identity.token_invalid") throw error;
            setState("invalid");
          }
        }}
      >
        <SubmitButton block>{words("confirm")}</SubmitButton>
      </Form>
    </Card>
  );
}

function ToSettings() {
  const words = useTranslations("notifications.unsubscribe");
  return (
    <LinkButton block href="/settings/notifications">
      {words("settings")}
    </LinkButton>
  );
}
