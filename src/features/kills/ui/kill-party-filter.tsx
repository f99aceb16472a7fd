"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#app/ui/button.tsx";
import { Choice } from "./choice.tsx";
import type { KillFilter } from "./kill-query.ts";
import { usePlayerName } from "./use-player-name.ts";

export interface KillPartyFilterProps {
  filter: KillFilter;
  /** What players are called, as far as what is shown tells. */
  players: ReadonlyMap<string, string>;
  onChange(filter: Partial<KillFilter>): void;
}

const PARTIES = ["player", "other", "killer", "victim"] as const;
const NOBODY = { player: "", other: "", killer: "", victim: "" };

/** Whose kills are shown, each as a chip to take away. */
export function PartyChips({ filter, players, onChange }: KillPartyFilterProps) {
  return PARTIES.map((party) =>
    filter[party] ? (
      <PartyChip
        key={party}
        party={party}
        playerId={filter[party]}
        known={players.get(filter[party])}
        onRemove={() => onChange({ [party]: "" })}
      />
    ) : null,
  );
}

interface PartyChipProps {
  party: (typeof PARTIES)[number];
  playerId: string;
  known: string | undefined;
  onRemove(): void;
}

function PartyChip({ party, playerId, known, onRemove }: PartyChipProps) {
  const words = useTranslations("kills.filter");
  const name = usePlayerName(playerId, known);
  return (
    <Button size="sm" aria-pressed icon={<X />} onClick={onRemove}>
      {words("only", { what: words(party), name })}
    </Button>
  );
}

/** Where kills between two are shown: whether all, or those of one of the two. */
export function Direction({ filter, players, onChange }: KillPartyFilterProps) {
  const { player, other, killer, victim } = filter;
  const two = killer && victim ? [killer, victim] : player && other ? [player, other] : null;
  // In one order, whichever of them is the killer, so that nothing moves when one is chosen.
  const [first, second] = (two ?? []).toSorted();
  if (first === undefined || second === undefined) return null;
  return <DirectionOf first={first} second={second} filter={filter} players={players} onChange={onChange} />;
}

function DirectionOf({
  first,
  second,
  filter,
  players,
  onChange,
}: KillPartyFilterProps & { first: string; second: string }) {
  const words = useTranslations("kills.filter");
  const one = usePlayerName(first, players.get(first));
  const other = usePlayerName(second, players.get(second));
  return (
    <Choice
      label={words("direction")}
      any={words("anyDirection")}
      value={filter.killer === "" ? null : filter.killer}
      options={[
        { value: first, label: words("killed", { killer: one, victim: other }) },
        { value: second, label: words("killed", { killer: other, victim: one }) },
      ]}
      onChange={(killer) =>
        onChange(
          killer === null
            ? { ...NOBODY, player: first, other: second }
            : { ...NOBODY, killer, victim: killer === first ? second : first },
        )
      }
    />
  );
}
