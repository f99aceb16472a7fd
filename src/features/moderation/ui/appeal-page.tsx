"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { OwnPunishment } from "./own-punishment.tsx";

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
          <OwnPunishment
            punishment={known.punishment}
            asksEmail
            onFile={async (text, email) => {
              const punishment = await client.appeals.fileByCode.mutate({
                code: known.code,
                text,
                ...(email && { email }),
              });
              setKnown({ code: known.code, punishment });
            }}
            onWithdraw={async () => {
              const punishment = await client.appeals.withdrawByCode.mutate({ code: known.code });
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
