"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DAY } from "#app/lib/duration.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Webhook } from "../schema.ts";

const SPANS = { day: DAY, week: 7 * DAY, month: 30 * DAY } as const;

/** Sends again what was given up, of a time. */
export function ResendFailed({ webhookId, onDone }: { webhookId: string; onDone(): void }) {
  const words = useTranslations("webhooks.resend");
  const client = useTRPCClient();
  async function resend(ms: number) {
    const since = new Date(Date.now() - ms).toISOString();
    const { deliveries } = await client.webhooks.redeliverFailed.mutate({ webhookId, since });
    toast.done(words("done", { count: deliveries }));
    onDone();
  }
  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        <ConfirmDialog
          title={words("dialogTitle")}
          effect={words("effect")}
          trigger={<Button>{words("open")}</Button>}
          actions={(["day", "week", "month"] as const).map((span) => ({
            label: words(`spans.${span}`),
            tone: "neutral" as const,
            act: () => resend(SPANS[span]),
          }))}
        />
      }
    />
  );
}

/** Gives a webhook a new secret, which is shown once. */
export function RotateSecret({ webhook, onDone }: { webhook: Webhook; onDone(): void }) {
  const words = useTranslations("webhooks.rotate");
  const made = useTranslations("webhooks.made");
  const client = useTRPCClient();
  const [secret, setSecret] = useState<string | null>(null);
  async function rotate() {
    const answer = await client.webhooks.rotate.mutate({ webhookId: webhook.id });
    setSecret(answer.secret);
    onDone();
  }
  return (
    <>
      <Card
        title={words("title")}
        description={words("text")}
        actions={
          <ConfirmDialog
            title={words("dialogTitle", { name: webhook.name })}
            effect={words("effect")}
            trigger={<Button>{words("open")}</Button>}
            actions={[{ label: words("act"), act: rotate }]}
          />
        }
      />
      {secret === null ? null : (
        <SecretOnce
          open
          title={made("title", { name: webhook.name })}
          secrets={[{ label: made("secret"), value: secret }]}
          storedLabel={made("stored")}
          note={made("note")}
          onDone={() => setSecret(null)}
        />
      )}
    </>
  );
}

/** Removes a webhook with its log. */
export function RemoveWebhook({ webhook, onDone }: { webhook: Webhook; onDone(): Promise<void> }) {
  const words = useTranslations("webhooks.remove");
  const client = useTRPCClient();
  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        <ConfirmByName
          title={words("dialogTitle", { name: webhook.name })}
          name={webhook.name}
          consequences={[
            words("losesLog"),
            ...(webhook.queued > 0 ? [words("losesQueue", { count: webhook.queued })] : []),
          ]}
          actionLabel={words("title")}
          trigger={<Button tone="danger">{words("title")}</Button>}
          onConfirm={async () => {
            await client.webhooks.remove.mutate({ webhookId: webhook.id });
            toast.done(words("done", { name: webhook.name }));
            await onDone();
          }}
        />
      }
    />
  );
}
