"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { FormSheet } from "#app/ui/form-sheet.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Renewal } from "../schema.ts";

const MOST_DAYS = 3650;

export type RenewalAct = "grant" | "exempt" | "unexempt";

interface RenewalActsProps {
  act: RenewalAct;
  renewal: Renewal;
  onClose(): void;
}

/** What the team does to one server's time: days for nothing, an exemption, and its end. */
export function RenewalActs({ act, renewal: { serverId, serverName: name, periodDays }, onClose }: RenewalActsProps) {
  const words = useTranslations("renewals.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();

  async function done(said: string) {
    toast.done(said);
    await queryClient.invalidateQueries({ queryKey: trpc.renewals.pathKey() });
    onClose();
  }
  if (act === "unexempt")
    return (
      <ConfirmDialog
        open
        onOpenChange={(open) => open || onClose()}
        title={words("unexemptTitle", { name })}
        effect={words("unexemptEffect", { days: periodDays })}
        actions={[
          {
            label: words("unexempt"),
            async act() {
              await client.renewals.unexempt.mutate({ serverId });
              await done(words("unexempted", { name }));
            },
          },
        ]}
      />
    );
  async function submit(form: FormData) {
    const reason = String(form.get("reason") ?? "");
    if (act === "grant") {
      const days = Number(form.get("days"));
      await client.renewals.grant.mutate({ serverId, days, reason });
      await done(words("granted", { name, days }));
    } else {
      await client.renewals.exempt.mutate({ serverId, reason });
      await done(words("exempted", { name }));
    }
  }
  return (
    <FormSheet
      title={words(act === "grant" ? "grantTitle" : "exemptTitle", { name })}
      description={words(act === "grant" ? "grantText" : "exemptText")}
      submit={words(act)}
      onSubmit={submit}
      onClose={onClose}
    >
      {act === "grant" ? (
        <Field name="days" label={words("fields.days")} required>
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_DAYS}
            step={1}
            defaultValue={periodDays}
            unit={words("days")}
            autoFocus
          />
        </Field>
      ) : null}
      <Field name="reason" label={words("fields.reason")} hint={words("hints.reason")} required>
        <Input maxLength={300} autoComplete="off" autoFocus={act === "exempt"} />
      </Field>
    </FormSheet>
  );
}
