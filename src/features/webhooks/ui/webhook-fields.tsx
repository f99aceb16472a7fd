"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { SERVERS_QUERY } from "./webhook-query.ts";

const EVERYTHING = ["*"];
const SERVERS = ["server.*"];

export interface EventFieldsProps {
  types: readonly string[];
  onTypes(types: readonly string[]): void;
  /** The person chooses one by one, also while what is chosen is what a shortcut would give. */
  custom: boolean;
  onCustom(custom: boolean): void;
}

/** Which events are sent: everything, what servers do, or single kinds. Only kinds are offered that the person may know of anywhere. */
export function EventFields({ types, onTypes, custom, onCustom }: EventFieldsProps) {
  const words = useTranslations("webhooks.form");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.webhooks.eventTypes.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  const known = data?.items ?? [];
  const nouns = [...new Set(known.map(({ type }) => type.split(".")[0]!))];
  const chosen = new Set(types);
  const whole = custom ? "custom" : chosen.has("*") ? "everything" : "servers";

  function choose(value: string) {
    onCustom(value === "custom");
    if (value === "everything") onTypes(EVERYTHING);
    if (value === "servers") onTypes(SERVERS);
    if (value === "custom" && chosen.has("*")) onTypes([]);
  }
  function toggle(pattern: string, others: readonly string[] = []) {
    const next = new Set(chosen);
    if (!next.delete(pattern)) next.add(pattern);
    for (const other of others) next.delete(other);
    next.delete("*");
    onTypes([...next]);
  }

  return (
    <Stack>
      <Field name="types" kind="group" label={words("events")} required>
        <RadioGroup
          look="cards"
          value={whole}
          onChange={choose}
          options={(["servers", "everything", "custom"] as const).map((value) => ({
            value,
            label: words(`choices.${value}`),
            hint: words(`choiceHints.${value}`),
          }))}
        />
      </Field>
      {custom ? (
        <fieldset className="grid max-h-96 min-w-0 gap-4 overflow-y-auto rounded-md border border-line p-3">
          <legend className="sr-only">{words("customised")}</legend>
          <p role="status" className="text-ink-2 text-sm">
            {words("chosen", { count: chosen.size })}
          </p>
          {nouns.map((noun) => {
            const all = `${noun}.*`;
            const ofNoun = known.filter(({ type }) => type.startsWith(`${noun}.`));
            return (
              <fieldset key={noun} className="grid min-w-0 gap-1.5">
                <legend className="sr-only">{words("allOf", { noun })}</legend>
                <Checkbox
                  name="types"
                  label={<span className="font-medium">{words("allOf", { noun })}</span>}
                  checked={chosen.has(all)}
                  mixed={!chosen.has(all) && ofNoun.some(({ type }) => chosen.has(type))}
                  onChange={() =>
                    toggle(
                      all,
                      ofNoun.map(({ type }) => type),
                    )
                  }
                />
                <div className="grid min-w-0 gap-1.5 pl-6">
                  {ofNoun.map(({ type, summary }) => (
                    <Checkbox
                      key={type}
                      name="types"
                      label={<code className="font-mono text-sm">{type}</code>}
                      hint={summary}
                      checked={chosen.has(all) || chosen.has(type)}
                      disabled={chosen.has(all)}
                      onChange={() => toggle(type)}
                    />
                  ))}
                </div>
              </fieldset>
            );
          })}
        </fieldset>
      ) : null}
    </Stack>
  );
}

export interface ServerFieldsProps {
  serverIds: readonly string[];
  onServerIds(serverIds: readonly string[]): void;
}

/** Of which servers events are sent; none chosen stands for all. */
export function ServerFields({ serverIds, onServerIds }: ServerFieldsProps) {
  const words = useTranslations("webhooks.form");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY));
  const listed = data?.items ?? [];
  // What was chosen once and cannot be seen any more can still be left out.
  const strange = serverIds.filter((id) => !listed.some((server) => server.id === id));
  if (listed.length === 0 && strange.length === 0) return null;
  const toggle = (id: string) =>
    onServerIds(serverIds.includes(id) ? serverIds.filter((other) => other !== id) : [...serverIds, id]);
  return (
    <Field name="serverIds" kind="group" label={words("servers")} hint={words("serversHint")}>
      <div className="grid max-h-48 min-w-0 gap-1.5 overflow-y-auto rounded-md border border-line p-3">
        {[...listed.map(({ id, name }) => ({ id, name })), ...strange.map((id) => ({ id, name: id }))].map(
          ({ id, name }) => (
            <Checkbox
              key={id}
              name="serverIds"
              label={name}
              checked={serverIds.includes(id)}
              onChange={() => toggle(id)}
            />
          ),
        )}
      </div>
    </Field>
  );
}
