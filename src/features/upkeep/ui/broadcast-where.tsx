"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import type { ReachedServer, Where } from "./broadcast-where.ts";

/** From so many on a list has a filter. */
const MANY = 9;

export interface BroadcastWhereProps {
  servers: readonly ReachedServer[];
  where: Where;
  onChange(where: Where): void;
}

/** All servers, those of communities (where there are any), or single ones, as many as are wanted. */
export function BroadcastWhere({ servers, where, onChange }: BroadcastWhereProps) {
  const words = useTranslations("upkeep.broadcasts");
  const communities = [...new Set(servers.flatMap(({ communityId }) => communityId ?? []))];
  const scopes = (["all", "communities", "servers"] as const).filter(
    (scope) => scope !== "communities" || communities.length > 0,
  );
  const counts = (id: string) => servers.filter(({ communityId }) => communityId === id).length;
  const nameOf = (id: string) => servers.find(({ communityId }) => communityId === id)?.communityName ?? id;
  return (
    <>
      <Field name="scope" kind="group" label={words("where")} required>
        <RadioGroup
          value={where.scope}
          onChange={(scope) => onChange({ scope: scope as Where["scope"], ids: [] })}
          options={scopes.map((scope) => ({ value: scope, label: words(`scopes.${scope}`) }))}
        />
      </Field>
      {where.scope === "servers" ? (
        <Several
          label={words("scopes.servers")}
          options={servers.map(({ serverId, serverName, reach, online }) => ({
            id: serverId,
            name: serverName,
            hint: reach === "told" ? words("online", { count: online }) : words(`reaches.${reach}`),
          }))}
          chosen={where.ids}
          onChange={(ids) => onChange({ scope: "servers", ids })}
        />
      ) : null}
      {where.scope === "communities" ? (
        <Several
          label={words("scopes.communities")}
          options={communities.map((id) => ({ id, name: nameOf(id), hint: words("ofServers", { count: counts(id) }) }))}
          chosen={where.ids}
          onChange={(ids) => onChange({ scope: "communities", ids })}
        />
      ) : null}
    </>
  );
}

interface SeveralProps {
  label: string;
  options: readonly { id: string; name: string; hint: string }[];
  chosen: readonly string[];
  onChange(ids: string[]): void;
}

function Several({ label, options, chosen, onChange }: SeveralProps) {
  const words = useTranslations("upkeep.broadcasts");
  const [q, setQ] = useState("");
  const shown = options.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()));
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="sr-only">{label}</legend>
      {options.length >= MANY ? (
        <Input
          type="search"
          lead={<Search aria-hidden />}
          aria-label={words("filter")}
          placeholder={words("filter")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      ) : null}
      <div className="relative grid max-h-56 min-w-0 gap-1 overflow-y-auto rounded-md border border-line px-3 py-2">
        {shown.length === 0 ? <p className="text-ink-2">{words("noneMatches")}</p> : null}
        {shown.map(({ id, name, hint }) => (
          <Checkbox
            key={id}
            label={<span className="break-words">{name}</span>}
            hint={hint}
            checked={chosen.includes(id)}
            onChange={() => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])}
          />
        ))}
      </div>
    </fieldset>
  );
}
