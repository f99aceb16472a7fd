"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Link } from "#app/ui/link.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** One appeal at the side: what it is against, what they say, and the decision. */
export function AppealSheet({
  appealId,
  onClose,
  onDecided,
}: {
  appealId: string;
  onClose(): void;
  onDecided(): void;
}) {
  const words = useTranslations("moderation");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const { data: appeal, error, refetch } = useQuery(trpc.appeals.get.queryOptions({ appealId }));
  async function decide(form: FormData) {
    await client.appeals.decide.mutate({
      appealId,
      decision: form.get("decision") === "accepted" ? "accepted" : "rejected",
      answer: String(form.get("answer")),
    });
    toast.done(words("appeals.decided"));
    await refetch();
    onDecided();
  }
  const mayDecide =
    appeal?.state === "open" && (may(who, "appeals:write") || may(who, "appeals:write", { serverId: appeal.serverId }));
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={appeal?.name ?? words("appeals.title")}>
      {error && !appeal ? (
        <ErrorState title={words("appeals.failed")} error={error} onRetry={() => void refetch()} />
      ) : null}
      {!appeal && !error ? (
        <Loading label={words("appeals.title")}>
          <Skeleton height="12rem" />
        </Loading>
      ) : null}
      {appeal ? (
        <Stack>
          <DescriptionList
            items={[
              {
                label: words("appeals.columns.about"),
                value: (
                  <Link href={`/players/bans?open=${appeal.punishmentId}`} className="underline">
                    {words(`kinds.${appeal.kind}`)}
                  </Link>
                ),
              },
              { label: words("appeals.columns.server"), value: appeal.serverName },
              { label: words("appeals.reason"), value: appeal.reason },
              {
                label: words("appeals.until"),
                value: appeal.endsAt ? <Time at={appeal.endsAt} mode="absolute" /> : words("forever"),
              },
              { label: words("appeals.columns.filed"), value: <Time at={appeal.createdAt} mode="absolute" /> },
              ...(appeal.email ? [{ label: words("appeals.email"), value: appeal.email }] : []),
              { label: words("appeals.columns.state"), value: words(`appeals.states.${appeal.state}`) },
              ...(appeal.decidedBy ? [{ label: words("appeals.decidedBy"), value: appeal.decidedBy }] : []),
              ...(appeal.answer ? [{ label: words("appeals.answer"), value: appeal.answer }] : []),
            ]}
          />
          <section className="grid min-w-0 gap-1.5">
            <h3 className="font-semibold">{words("appeals.says")}</h3>
            <p className="whitespace-pre-wrap break-words">{appeal.text}</p>
          </section>
          {mayDecide ? (
            <Form label={words("appeals.decide")} onSubmit={decide}>
              <Field name="decision" kind="group" label={words("appeals.decision")} required>
                <RadioGroup
                  defaultValue="rejected"
                  options={[
                    { value: "rejected", label: words("appeals.reject") },
                    { value: "accepted", label: words("appeals.accept") },
                  ]}
                />
              </Field>
              <Field name="answer" label={words("appeals.answer")} hint={words("appeals.answerHint")} required>
                <Textarea rows={3} maxLength={2000} />
              </Field>
              <SubmitButton>{words("appeals.decide")}</SubmitButton>
            </Form>
          ) : null}
        </Stack>
      ) : null}
    </Sheet>
  );
}
