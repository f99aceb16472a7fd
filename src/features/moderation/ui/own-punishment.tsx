"use client";

import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";

interface OwnPunishmentProps {
  punishment: Outputs["appeals"]["look"];
  /** Whether to ask where the answer is to be sent. */
  asksEmail?: boolean;
  onFile(text: string, email: string): Promise<void>;
  onWithdraw(): Promise<void>;
}

/** A punishment as whoever is punished sees it, with what became of their appeal, or the form for one. */
export function OwnPunishment({ punishment, asksEmail = false, onFile, onWithdraw }: OwnPunishmentProps) {
  const words = useTranslations("moderation.appeal");
  const moderation = useTranslations("moderation");
  const { kind, name, serverName, reason, endsAt, appeal, mayAppeal, mayAppealFrom } = punishment;
  return (
    <Card title={words("facts", { kind: moderation(`kinds.${kind}`), name, server: serverName })}>
      <Stack>
        <DescriptionList
          items={[
            { label: words("reason"), value: reason },
            {
              label: words("until"),
              value: endsAt ? <Time at={endsAt} mode="absolute" /> : moderation("forever"),
            },
          ]}
        />
        {appeal?.state === "open" ? (
          <Callout tone="info" announce>
            <p>{words(asksEmail ? "open" : "openHere")}</p>
          </Callout>
        ) : null}
        {appeal?.state === "open" ? (
          <div>
            <ConfirmDialog
              title={words("withdraw")}
              effect={words("withdrawEffect")}
              trigger={<Button>{words("withdraw")}</Button>}
              actions={[{ label: words("withdraw"), tone: "danger", act: onWithdraw }]}
            />
          </div>
        ) : null}
        {appeal?.state === "withdrawn" ? <Callout tone="info">{words("withdrawn")}</Callout> : null}
        {appeal?.state === "accepted" || appeal?.state === "rejected" ? (
          <Callout tone={appeal.state === "accepted" ? "ok" : "warn"} title={words(appeal.state)}>
            {appeal.answer ? <p className="break-words">{appeal.answer}</p> : null}
            {mayAppealFrom && !mayAppeal ? (
              <p>{words.rich("again", { time: () => <Time at={mayAppealFrom} mode="absolute" /> })}</p>
            ) : null}
          </Callout>
        ) : null}
        {mayAppeal && appeal?.state !== "accepted" ? (
          <Form
            label={words("title")}
            onSubmit={(form) => onFile(String(form.get("text")), String(form.get("email") ?? "").trim())}
          >
            <Field name="text" label={words("says")} required>
              <Textarea rows={5} minLength={10} maxLength={5000} />
            </Field>
            {asksEmail ? (
              <Field name="email" label={words("email")}>
                <Input type="email" autoComplete="email" maxLength={320} />
              </Field>
            ) : null}
            <SubmitButton>{words("send")}</SubmitButton>
          </Form>
        ) : null}
      </Stack>
    </Card>
  );
}
