"use client";

import { Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { KILL_EVIDENCE, KILL_KINDS } from "../told-kill.ts";
import { Choice } from "./choice.tsx";
import { Direction, PartyChips } from "./kill-party-filter.tsx";
import { type KillFilter, SINCE } from "./kill-query.ts";
import { FILTERED_THINGS, type FilteredThing, ThingFilter } from "./thing-filter.tsx";

export interface KillFilterBarProps {
  filter: KillFilter;
  servers: readonly { id: string; name: string }[];
  communities: readonly { id: string; name: string }[];
  /** What the filter by a weapon and such is called, where it is known from what is shown. */
  names: Readonly<Partial<Record<FilteredThing, string>>>;
  /** What players are called, as far as what is shown tells. */
  players: ReadonlyMap<string, string>;
  /** Games that kills are known of. */
  games: readonly { game: string; name: string }[];
  filtered: boolean;
  onChange(filter: Partial<KillFilter>): void;
  onClear(): void;
}

const ANY = { weapon: "anyWeapon", ship: "anyShip", place: "anyPlace", system: "anySystem" } as const;

/** Which kills are wanted. What one is led here by (a player, a weapon, a place) stands as a chip to take away. */
export function KillFilterBar({
  filter,
  servers,
  communities,
  names,
  players,
  games,
  filtered,
  onChange,
  onClear,
}: KillFilterBarProps) {
  const words = useTranslations("kills");
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Choice
          label={words("filter.kind")}
          any={words("filter.anyKind")}
          value={filter.kind}
          options={KILL_KINDS.map((value) => ({ value, label: words(`kind.${value}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
        <Choice
          label={words("filter.evidence")}
          any={words("filter.anyEvidence")}
          value={filter.evidence}
          options={KILL_EVIDENCE.toReversed().map((value) => ({ value, label: words(`evidence.${value}`) }))}
          onChange={(evidence) => onChange({ evidence })}
        />
        <Choice
          label={words("filter.since")}
          any={words("filter.anySince")}
          value={filter.since}
          options={SINCE.map((value) => ({ value, label: words(`since.${value}`) }))}
          onChange={(since) => onChange({ since })}
        />
        <Choice
          label={words("filter.game")}
          any={words("filter.anyGame")}
          value={filter.game || null}
          options={games.map(({ game, name }) => ({ value: game, label: name }))}
          onChange={(game) => onChange({ game: game ?? "" })}
        />
        {communities.length > 0 || filter.community ? (
          <Choice
            label={words("filter.community")}
            any={words("filter.anyCommunity")}
            value={filter.community || null}
            options={communities.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(community) => onChange({ community: community ?? "" })}
          />
        ) : null}
        {servers.length > 0 ? (
          <Choice
            label={words("filter.server")}
            any={words("filter.anyServer")}
            value={filter.server || null}
            options={servers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(server) => onChange({ server: server ?? "" })}
          />
        ) : null}
        <Direction filter={filter} players={players} onChange={onChange} />
        {FILTERED_THINGS.map((thing) => (
          <ThingFilter
            key={thing}
            thing={thing}
            label={words(`filter.${thing}`)}
            any={words(`filter.${ANY[thing]}`)}
            value={filter[thing]}
            name={names[thing]}
            game={filter.game}
            onChange={(word) => onChange({ [thing]: word })}
          />
        ))}
        <Button
          aria-pressed={filter.confirmed}
          icon={<Users />}
          onClick={() => onChange({ confirmed: !filter.confirmed })}
        >
          {words("filter.confirmed")}
        </Button>
        {filtered ? (
          <Button tone="quiet" icon={<X />} onClick={onClear}>
            {words("filter.clear")}
          </Button>
        ) : null}
      </div>
      <Chips>
        <PartyChips filter={filter} players={players} onChange={onChange} />
        {FILTERED_THINGS.map((name) =>
          filter[name] ? (
            <Button key={name} size="sm" aria-pressed icon={<X />} onClick={() => onChange({ [name]: "" })}>
              {words("filter.only", { what: words(`filter.${name}`), name: names[name] ?? filter[name] })}
            </Button>
          ) : null,
        )}
      </Chips>
    </div>
  );
}

function Chips({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-2 empty:hidden *:max-w-full *:overflow-hidden *:text-ellipsis">
      {children}
    </div>
  );
}
