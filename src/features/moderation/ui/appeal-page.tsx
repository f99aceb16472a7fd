"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";

type Own = Outputs["appeals"]["look"];

/** Where whoever is banned appeals: by the code that they were told, without an account. */
export function AppealPage() {
  const words = useTranslations("moderation.appeal");
  const client = useTRPCClient();
  const [known, setKnown] = useState<{ code: string; punishment: Own } | null>(null);
  return (
    <Stack>
      <h1 className="font-semibold text-xl">{words("title")}</h1>
      {known ? (
        <>
          <Known
            punishment={known.punishment}
            onFile={async (text, email) => {
              const punishment = await client.appeals.fileByCode.mutate({
                code: known.code,
                text,
                ...(email && { email }),
              });
              setKnown({ code: known.code, punishment });
            }}
          />
          <div>
            <Button onClick={() => setKnown(null)}>{words("other")}</Button>
          </div>
        </>
      ) : (
        <Card>
          <Form
            label={words("title")}
            onSubmit={async (form) => {
              const code = String(form.get("code"));
              setKnown({ code, punishment: await client.appeals.look.mutate({ code }) });
            }}
          >
            <Field name="code" label={words("code")} hint={words("text")} required>
              <Input
                mono
                placeholder="ABCD-EFGH-JKLM"
                minLength={4}
                maxLength={40}
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
            <SubmitButton>{words("look")}</SubmitButton>
          </Form>
        </Card>
      )}
    </Stack>
  );
}

function Known({ punishment, onFile }: { punishment: Own; onFile(text: string, email: string): Promise<void> }) {
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
            {words("open")}
          </Callout>
        ) : null}
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
            <Field name="email" label={words("email")}>
              <Input type="email" autoComplete="email" maxLength={320} />
            </Field>
            <SubmitButton>{words("send")}</SubmitButton>
          </Form>
        ) : null}
      </Stack>
    </Card>
  );
}
