"use client";

import { useTranslations } from "next-intl";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { KeyLimit } from "../schema.ts";
import { WINDOWS } from "./key-fields.ts";

/** A key's own limits: a minute, an hour and a day, and its event streams, each where it is wanted. */
export function LimitFields({
  limits = null,
  eventStreams = null,
}: {
  limits?: readonly KeyLimit[] | null;
  eventStreams?: number | null;
}) {
  const words = useTranslations("apiKeys.form");
  return (
    <>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1 font-medium">{words("limits")}</legend>
        <Stack columns={3}>
          {WINDOWS.map(({ name, unit, windowSec }) => (
            <Field key={name} name={name} label={words(`limit.${unit}`)}>
              <Input
                type="number"
                inputMode="numeric"
                min={1}
                max={10_000_000}
                step={1}
                defaultValue={limits?.find((each) => each.windowSec === windowSec)?.limit}
              />
            </Field>
          ))}
        </Stack>
        <p className="text-ink-2 text-sm">{words("limitsHint")}</p>
      </fieldset>
      <Field name="eventStreams" label={words("eventStreams")} hint={words("eventStreamsHint")}>
        <Input type="number" inputMode="numeric" min={1} max={1000} step={1} defaultValue={eventStreams ?? undefined} />
      </Field>
    </>
  );
}
