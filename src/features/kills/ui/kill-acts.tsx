"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Gavel, Scale, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Kill } from "../schema.ts";
import { CorrectKill } from "./correct-kill.tsx";

const VERDICTS = ["counted", "retracted"] as const;

/** What can be said against a kill, by who had part in it, and decided of it, by who may. Nothing for everybody else. */
export function KillActs({ kill, title }: { kill: Kill; title: string }) {
  const words = useTranslations("kills.acts");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const { id: killId, communityIds, serverId, state } = kill;
  const holds = (permission: "kills:write" | "kills:decide") =>
    may(who, permission, { serverId }) || communityIds.some((communityId) => may(who, permission, { communityId }));
  const reasonOf = (form: FormData) => String(form.get("reason") ?? "").trim();

  async function done(said: string): Promise<null> {
    toast.done(said);
    await queryClient.invalidateQueries({ queryKey: trpc.kills.pathKey() });
    return null;
  }
  const verdicts = VERDICTS.filter((verdict) => verdict !== state);
  const mayDispute = state === "counted" && (kill.isOwn || kill.isReporter) && holds("kills:write");
  const isOnlyTeller = kill.isReporter && kill.confirmations === 1 && state !== "retracted" && holds("kills:write");
  return (
    <>
      {kill.isReporter && holds("kills:write") ? (
        <ConfirmDialog
          title={words("withdrawTitle")}
          effect={words(kill.confirmations > 1 ? "withdrawEffect" : "withdrawEffectAlone")}
          trigger={<Button icon={<Undo2 />}>{words("withdraw")}</Button>}
          actions={[
            {
              label: words("withdraw"),
              tone: "danger",
              async act() {
                await client.kills.withdraw.mutate({ killId });
                await done(words("withdrawn"));
              },
            },
          ]}
        />
      ) : null}
      {isOnlyTeller || holds("kills:decide") ? <CorrectKill kill={kill} onDone={done} /> : null}
      {mayDispute ? (
        <CreateDialog
          label={words("dispute")}
          icon={<Scale />}
          tone="neutral"
          title={words("disputeTitle")}
          description={words("disputeEffect", { kill: title })}
          submit={words("dispute")}
          onSubmit={async (form) => {
            await client.kills.dispute.mutate({ killId, reason: reasonOf(form) });
            return done(words("disputed"));
          }}
        >
          <Reason label={words("reason")} hint={words("disputeHint")} />
        </CreateDialog>
      ) : null}
      {holds("kills:decide") ? (
        <CreateDialog
          label={words(`decide.${state}`)}
          icon={<Gavel />}
          tone={state === "disputed" ? "primary" : "neutral"}
          title={words("decideTitle")}
          description={title}
          submit={words("decideSubmit")}
          onSubmit={async (form) => {
            const verdict = VERDICTS.find((each) => each === form.get("verdict")) ?? verdicts[0]!;
            await client.kills.decide.mutate({ killId, verdict, reason: reasonOf(form) });
            return done(words(`decided.${verdict}`));
          }}
        >
          <Field name="verdict" label={words("verdict")} kind="group" required>
            <RadioGroup
              look="cards"
              defaultValue={verdicts[0]!}
              options={verdicts.map((value) => ({
                value,
                label: words(`verdicts.${value}`),
                hint: words(`verdictHints.${value}`),
              }))}
            />
          </Field>
          <Reason label={words("reason")} hint={words("decideHint")} />
        </CreateDialog>
      ) : null}
    </>
  );
}

function Reason({ label, hint }: { label: string; hint: string }) {
  return (
    <Field name="reason" label={label} hint={hint} required>
      <Textarea rows={3} maxLength={1000} />
    </Field>
  );
}
