"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Proves a handle of Star Citizen by a code in its biography. Nothing where this panel reads no profile pages. */
export function HandleProofCard() {
  const words = useTranslations("catalog.proof");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.catalog.handleProof.queryOptions({}));
  const [busy, setBusy] = useState(false);
  if (!data?.isOffered) return null;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.catalog.handleProof.pathKey() });

  async function begin(form: FormData) {
    await client.catalog.beginHandleProof.mutate({ handle: String(form.get("handle") ?? "") });
    await refresh();
  }
  async function check() {
    setBusy(true);
    try {
      const { handle } = await client.catalog.checkHandleProof.mutate({});
      toast.done(words("done", { handle }));
      await Promise.all([refresh(), queryClient.invalidateQueries({ queryKey: trpc.players.mine.pathKey() })]);
    } catch (problem) {
      toast.failed(words("notYet"), problem);
    } finally {
      setBusy(false);
    }
  }
  const { proof } = data;
  return (
    <Card title={words("title")} description={words("text")}>
      <div className="grid gap-3">
        {proof ? (
          <Callout
            title={<Copyable value={proof.code} what={words("code")} />}
            actions={
              <Button tone="primary" pending={busy} onClick={() => void check()}>
                {words("check")}
              </Button>
            }
          >
            {words.rich("how", {
              handle: proof.handle,
              page: (text) => (
                <a href={proof.address} target="_blank" rel="noreferrer noopener" className="underline">
                  {text}
                </a>
              ),
              time: () => <Time at={proof.expiresAt} mode="absolute" />,
            })}
          </Callout>
        ) : null}
        <Form label={words("title")} onSubmit={begin}>
          <Field name="handle" label={words("handle")} hint={words("handleHint")} required>
            <Input maxLength={60} autoComplete="off" defaultValue={proof?.handle ?? ""} />
          </Field>
          <div>
            <SubmitButton>{words(proof ? "another" : "begin")}</SubmitButton>
          </div>
        </Form>
      </div>
    </Card>
  );
}
