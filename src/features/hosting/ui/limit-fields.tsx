"use client";

import { useTranslations } from "next-intl";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Limits } from "../schema.ts";

const NAMES = ["memoryMiB", "cpuPercent", "diskMiB", "processes"] as const;

/** The four limits of a server as fields. */
export function LimitFields({ limits }: { limits: Limits }) {
  const words = useTranslations("hosting.settings");
  const number = { inputMode: "numeric", autoComplete: "off" } as const;
  return (
    <Stack columns={2}>
      <Field name="memoryMiB" label={words("memory")} required>
        <Input key={limits.memoryMiB} {...number} unit="MiB" defaultValue={limits.memoryMiB} />
      </Field>
      <Field name="cpuPercent" label={words("cpu")} hint={words("cpuHint")} required>
        <Input key={limits.cpuPercent} {...number} unit="%" defaultValue={limits.cpuPercent} />
      </Field>
      <Field name="diskMiB" label={words("disk")} required>
        <Input key={limits.diskMiB} {...number} unit="MiB" defaultValue={limits.diskMiB} />
      </Field>
      <Field name="processes" label={words("processes")} required>
        <Input key={limits.processes} {...number} defaultValue={limits.processes} />
      </Field>
    </Stack>
  );
}

/** What was typed. What is no number goes to the server as it is not, and comes back as that field's problem. */
export function readLimits(form: FormData): Limits {
  return Object.fromEntries(NAMES.map((name) => [name, Number(form.get(name))])) as Limits;
}
