"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { exactAmountText, NO_LIMIT } from "#app/features/packages/resources.ts";
import { Callout } from "#app/ui/callout.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Limits } from "../schema.ts";

const NAMES = ["memoryMiB", "cpuPercent", "diskMiB", "processes"] as const;
const COUNTED = ["memoryMiB", "cpuPercent", "diskMiB"] as const;

interface LimitFieldsProps {
  limits: Limits;
  /** What the reader's package has left for them; null or absent: nothing binds them. */
  left?: (Record<(typeof COUNTED)[number], number> & { servers: number }) | null;
}

/** The four limits of a server as fields, with what is left of each and what is missing, before it is sent. */
export function LimitFields({ limits, left = null }: LimitFieldsProps) {
  const words = useTranslations("hosting.settings");
  const [typed, setTyped] = useState<Partial<Limits>>(limits);
  const number = { inputMode: "numeric", autoComplete: "off" } as const;
  const hintOf = (name: (typeof COUNTED)[number], hint?: string) => {
    const has = left && left[name] < NO_LIMIT ? words("left", { amount: exactAmountText(name, left[name]) }) : null;
    const said = [hint, has].filter(Boolean).join(" ");
    return said === "" ? {} : { hint: said };
  };
  const missing = COUNTED.filter((name) => left && left[name] < NO_LIMIT && (typed[name] ?? 0) > left[name]);
  return (
    <Stack>
      <div
        onInput={({ target }) => {
          const { name, value } = target as HTMLInputElement;
          setTyped((before) => ({ ...before, [name]: Number(value) }));
        }}
      >
        <Stack columns={2}>
          <Field name="memoryMiB" label={words("memory")} {...hintOf("memoryMiB")} required>
            <Input key={limits.memoryMiB} {...number} unit="MiB" defaultValue={limits.memoryMiB} />
          </Field>
          <Field name="cpuPercent" label={words("cpu")} {...hintOf("cpuPercent", words("cpuHint"))} required>
            <Input key={limits.cpuPercent} {...number} unit="%" defaultValue={limits.cpuPercent} />
          </Field>
          <Field name="diskMiB" label={words("disk")} {...hintOf("diskMiB")} required>
            <Input key={limits.diskMiB} {...number} unit="MiB" defaultValue={limits.diskMiB} />
          </Field>
          <Field name="processes" label={words("processes")} required>
            <Input key={limits.processes} {...number} defaultValue={limits.processes} />
          </Field>
        </Stack>
      </div>
      {left && (left.servers < 1 || missing.length > 0) ? (
        <Callout tone="warn" title={words("noRoom")}>
          {left.servers < 1 ? words("noServerLeft") : null}{" "}
          {missing
            .map((name) =>
              words("missing", {
                what: words(`counted.${name}`),
                amount: exactAmountText(name, typed[name]! - left[name]),
              }),
            )
            .join(" ")}
        </Callout>
      ) : null}
    </Stack>
  );
}

/** What was typed. What is no number goes to the server as it is not, and comes back as that field's problem. */
export function readLimits(form: FormData): Limits {
  return Object.fromEntries(NAMES.map((name) => [name, Number(form.get(name))])) as Limits;
}
