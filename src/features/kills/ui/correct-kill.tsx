"use client";

import { PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import type { Kill } from "../schema.ts";
import { KILL_METHODS } from "../told-kill.ts";
import { ThingInput } from "./thing-input.tsx";

const TEXTS = ["weapon", "place", "killerVehicle", "victimVehicle", "damageType", "system", "mode"] as const;

const FACET_OF = {
  weapon: "weapon",
  place: "place",
  killerVehicle: "ship",
  victimVehicle: "ship",
  system: "system",
} as const;

/** What of a kill was told wrong, but for who killed whom. An emptied field is taken away. */
export function CorrectKill({ kill, onDone }: { kill: Kill; onDone(said: string): Promise<null> }) {
  const words = useTranslations("kills");
  const client = useTRPCClient();
  const known: Record<(typeof TEXTS)[number], string | null> = {
    weapon: kill.weapon?.class ?? null,
    place: kill.place?.class ?? null,
    killerVehicle: kill.killer?.vehicle?.class ?? null,
    victimVehicle: kill.victim.vehicle?.class ?? null,
    damageType: kill.damageType,
    system: kill.system,
    mode: kill.mode,
  };
  // Of whom is hidden the ship is not told either: what is not seen is not to be emptied.
  const hidden = { killerVehicle: kill.killer?.isHidden ?? true, victimVehicle: kill.victim.isHidden };
  const offered = TEXTS.filter((name) => !(name in hidden && hidden[name as keyof typeof hidden]));

  async function send(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const changed = Object.fromEntries(
      offered.filter((name) => text(name) !== (known[name] ?? "")).map((name) => [name, text(name) || null]),
    );
    const method = KILL_METHODS.find((each) => each === text("method")) ?? kill.method;
    await client.kills.correct.mutate({
      killId: kill.id,
      ...changed,
      ...(method !== kill.method && { method }),
      reason: text("reason"),
    });
    return onDone(words("acts.corrected"));
  }
  return (
    <CreateDialog
      label={words("acts.correct")}
      icon={<PencilLine />}
      tone="neutral"
      title={words("acts.correctTitle")}
      description={words("acts.correctEffect")}
      submit={words("acts.correctSubmit")}
      onSubmit={send}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {offered.map((name) => (
          <Field key={name} name={name} label={words(`facts.${name}`)} unmarked>
            {name in FACET_OF ? (
              <ThingInput
                thing={FACET_OF[name as keyof typeof FACET_OF]}
                game={kill.game}
                defaultValue={known[name] ?? ""}
              />
            ) : (
              <Input maxLength={200} autoComplete="off" spellCheck={false} defaultValue={known[name] ?? ""} />
            )}
          </Field>
        ))}
        <Field name="method" label={words("facts.method")} unmarked>
          <Select
            defaultValue={kill.method}
            options={KILL_METHODS.map((value) => ({ value, label: words(`method.${value}`) }))}
          />
        </Field>
      </div>
      <Field name="reason" label={words("acts.reason")} required>
        <Textarea rows={2} maxLength={1000} />
      </Field>
    </CreateDialog>
  );
}
