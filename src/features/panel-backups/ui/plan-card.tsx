"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { BackupPlan } from "../schema.ts";
import { FREQUENCIES, SEALED_BY } from "../terms.ts";
import type { Fresh } from "./backups-query.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** When and where to the panel is backed up. */
export function PlanCard({ fresh }: { fresh: Fresh }) {
  const words = useTranslations("panelBackups.plan");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.panelBackups.plan.queryOptions({}));
  return (
    <Card title={words("title")} description={words("description")}>
      {error ? (
        <ErrorState title={words("title")} error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <PlanForm key={data.changedAt} plan={data} fresh={fresh} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="16rem" />
        </Loading>
      )}
    </Card>
  );
}

function PlanForm({ plan, fresh }: { plan: BackupPlan; fresh: Fresh }) {
  const words = useTranslations("panelBackups.plan");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [frequency, setFrequency] = useState<string>(plan.frequency);
  const [kind, setKind] = useState<string>(plan.place.kind);
  const [sealedBy, setSealedBy] = useState<string>(plan.sealedBy);

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const given = (name: string) => (text(name) === "" ? undefined : String(form.get(name)));
    await fresh(() =>
      client.panelBackups.setPlan.mutate({
        frequency: frequency as BackupPlan["frequency"],
        weekday: Number(text("weekday") || plan.weekday),
        time: text("time") || plan.time,
        keep: Number(text("keep")),
        place:
          kind === "s3"
            ? {
                kind: "s3",
                endpoint: text("place.endpoint"),
                region: text("place.region"),
                bucket: text("place.bucket"),
                prefix: text("place.prefix"),
                accessKeyId: text("place.accessKeyId"),
              }
            : { kind: "folder", folder: text("place.folder") || null },
        sealedBy: sealedBy as BackupPlan["sealedBy"],
        secretAccessKey: given("secretAccessKey"),
        passphrase: given("passphrase"),
      }),
    );
    toast.done(words("saved"));
    await queryClient.invalidateQueries({ queryKey: trpc.panelBackups.pathKey() });
  }

  return (
    <Form label={words("title")} onSubmit={save}>
      <Field name="frequency" label={words("frequency")} required>
        <Select
          value={frequency}
          onChange={(event) => setFrequency(event.target.value)}
          options={FREQUENCIES.map((each) => ({ value: each, label: words(`frequencies.${each}`) }))}
        />
      </Field>
      {frequency === "weekly" ? (
        <Field name="weekday" label={words("weekday")} required>
          <Select
            defaultValue={String(plan.weekday)}
            options={WEEKDAYS.map((day) => ({ value: String(day), label: words(`weekdays.d${day}`) }))}
          />
        </Field>
      ) : null}
      {frequency === "off" ? null : (
        <Field name="time" label={words("time")} hint={words("timeHint", { zone: plan.timeZone })} required>
          <Input type="time" defaultValue={plan.time} />
        </Field>
      )}
      <Field name="keep" label={words("keep")} hint={words("keepHint")} required>
        <Input type="number" min={1} max={365} defaultValue={plan.keep} />
      </Field>
      <Field name="kind" label={words("kind")} kind="group" required>
        <RadioGroup
          look="cards"
          value={kind}
          onChange={setKind}
          options={(["folder", "s3"] as const).map((each) => ({
            value: each,
            label: words(`kinds.${each}`),
            hint: words(`kinds.${each}Hint`),
          }))}
        />
      </Field>
      {kind === "s3" ? <BucketFields plan={plan} /> : <FolderField plan={plan} />}
      <Field name="sealedBy" label={words("sealedBy")} kind="group" required>
        <RadioGroup
          look="cards"
          value={sealedBy}
          onChange={setSealedBy}
          options={SEALED_BY.map((each) => ({
            value: each,
            label: words(`seals.${each}`),
            hint: words(`seals.${each}Hint`),
          }))}
        />
      </Field>
      {sealedBy === "passphrase" ? (
        <Field
          name="passphrase"
          label={words("passphrase")}
          hint={plan.hasPassphrase ? words("kept") : words("passphraseHint")}
          required={!plan.hasPassphrase}
        >
          <PasswordInput autoComplete="new-password" minLength={12} maxLength={200} />
        </Field>
      ) : null}
      <div>
        <SubmitButton>{words("save")}</SubmitButton>
      </div>
    </Form>
  );
}

function FolderField({ plan: { place } }: { plan: BackupPlan }) {
  const words = useTranslations("panelBackups.plan");
  return (
    <Field name="place.folder" label={words("folder")} hint={words("folderHint")}>
      <Input
        mono
        defaultValue={place.kind === "folder" ? (place.folder ?? "") : ""}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}

function BucketFields({ plan }: { plan: BackupPlan }) {
  const words = useTranslations("panelBackups.plan");
  const place = plan.place.kind === "s3" ? plan.place : null;
  const hints: Partial<Record<string, string>> = { region: words("regionHint"), prefix: words("prefixHint") };
  return (
    <>
      {(["endpoint", "region", "bucket", "prefix", "accessKeyId"] as const).map((name) => (
        <Field key={name} name={`place.${name}`} label={words(name)} hint={hints[name]} required={name !== "prefix"}>
          <Input
            mono
            type={name === "endpoint" ? "url" : "text"}
            placeholder={name === "endpoint" ? "https://" : undefined}
            defaultValue={place?.[name] ?? ""}
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ))}
      <Field
        name="secretAccessKey"
        label={words("secretAccessKey")}
        hint={plan.hasSecretKey ? words("kept") : undefined}
        required={!plan.hasSecretKey}
      >
        <PasswordInput autoComplete="off" maxLength={500} />
      </Field>
    </>
  );
}
