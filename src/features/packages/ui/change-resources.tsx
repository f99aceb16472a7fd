"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Gauge, Package as PackageIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { unitOf } from "../amount-text.ts";
import { COUNTED_RESOURCES } from "../resources.ts";

type Allowance = Outputs["resources"]["get"];

/** Which package a member has, and what beyond it: for the team. */
export function ChangeResources({ allowance: { userId, extra, package: held, way } }: { allowance: Allowance }) {
  const words = useTranslations("packages.card");
  const resources = useTranslations("packages.resources");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const packages = useQuery(trpc.packages.list.queryOptions({}));
  function saved(after: Allowance) {
    queryClient.setQueryData(trpc.resources.get.queryKey({ userId }), after);
    toast.done(words("saved"));
    return null;
  }
  const reason = (
    <Field name="reason" label={words("reason")} hint={words("reasonHint")} required>
      <Input maxLength={300} autoComplete="off" />
    </Field>
  );
  return (
    <>
      <CreateDialog
        tone="neutral"
        label={words("assign")}
        icon={<PackageIcon />}
        title={words("assign")}
        description={words("assignText")}
        submit={words("save")}
        onSubmit={async (form) => {
          const until = String(form.get("until") ?? "");
          return saved(
            await client.resources.assign.mutate({
              userId,
              packageId: String(form.get("packageId")) || null,
              until: until ? new Date(`${until}T00:00:00Z`).toISOString() : null,
              reason: String(form.get("reason")),
            }),
          );
        }}
      >
        <Field name="packageId" label={words("assignPackage")}>
          <Select
            defaultValue={way === "assigned" ? held.id : ""}
            options={[
              { value: "", label: words("noneOwn") },
              ...(packages.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field name="until" label={words("end")} hint={words("endHint")}>
          <Input type="date" />
        </Field>
        {reason}
      </CreateDialog>
      <CreateDialog
        tone="neutral"
        label={words("change")}
        icon={<Gauge />}
        title={words("changeTitle")}
        description={words("changeText")}
        submit={words("save")}
        onSubmit={async (form) =>
          saved(
            await client.resources.change.mutate({
              userId,
              set: Object.fromEntries(COUNTED_RESOURCES.map((name) => [name, Number(form.get(name))])),
              reason: String(form.get("reason")),
            }),
          )
        }
      >
        {COUNTED_RESOURCES.map((name) => (
          <Field key={name} name={name} label={resources(name)} required>
            <Input inputMode="numeric" autoComplete="off" defaultValue={extra[name]} unit={unitOf(name)} />
          </Field>
        ))}
        {reason}
      </CreateDialog>
    </>
  );
}
