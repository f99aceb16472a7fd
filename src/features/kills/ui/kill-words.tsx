"use client";

import { BadgeCheck, CircleHelp, Hourglass, MessageSquareQuote, Scale, ScanEye, Undo2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/link.tsx";
import { partyText } from "../party-text.ts";
import type { Kill } from "../schema.ts";

export type Party = Kill["victim"];
export type NamedThing = NonNullable<Kill["weapon"]>;

/** What people call a thing, with the game's own word for it in the title; what the catalogue does not know stands as the game has it. */
export function ThingName({ thing, href }: { thing: NamedThing | null; href?: string }) {
  if (!thing) return "–";
  // Some games say it in words; those of others are names of a program.
  const isPlain = /\s/.test(thing.class);
  const words = thing.name ?? (isPlain ? thing.class : <span className="font-mono text-sm">{thing.class}</span>);
  if (!href) return <span title={thing.class}>{words}</span>;
  return (
    <Link href={href} title={thing.class} className="hover:underline">
      {words}
    </Link>
  );
}

/** Who took part, in words: their name with their own page, or why there is none. */
export function PartyName({ party, link = true }: { party: Party | null; link?: boolean }): ReactNode {
  const words = useTranslations("kills.party");
  if (party === null) return <span className="text-ink-2">{words("nobody")}</span>;
  if (party.isHidden) return <span className="text-ink-2 italic">{words("hidden")}</span>;
  if (party.name === null) return <span className="text-ink-2">{words(party.type)}</span>;
  if (party.playerId === null || !link) return party.name;
  return (
    <Link href={`/kills/players/${party.playerId}`} className="hover:underline">
      {party.name}
    </Link>
  );
}

/** "Kestrel killed Outlaw-Joe", for titles and labels. */
export function useKillText(): (kill: Kill) => string {
  const words = useTranslations("kills");
  const party = (one: Kill["killer"]) => partyText(one, (key) => words(`party.${key}`));
  return ({ kind, killer, victim }) => words(`told.${kind}`, { killer: party(killer), victim: party(victim) });
}

/** The same sentence with both names leading to their pages. */
export function KillSentence({ kill, link = true }: { kill: Kill; link?: boolean }) {
  const words = useTranslations("kills");
  const { killer, victim, kind } = kill;
  return (
    <span>
      {words.rich(`toldRich.${kind}`, {
        killer: () => <PartyName party={killer} link={link} />,
        victim: () => <PartyName party={victim} link={link} />,
        act: (chunks) => <span className="font-normal text-ink-2">{chunks}</span>,
      })}
    </span>
  );
}

const EVIDENCE_ICONS = { observed: ScanEye, inferred: CircleHelp, claimed: MessageSquareQuote } as const;

/** What a kill rests on and whether it counts, at a glance: a claim is never mistaken for a proof. */
export function Standing({
  kill,
}: {
  kill: Pick<Kill, "state" | "evidence" | "isConfirmed" | "confirmations" | "isPublic">;
}) {
  const words = useTranslations("kills");
  const Icon = EVIDENCE_ICONS[kill.evidence];
  return (
    <span className="inline-flex flex-wrap gap-1">
      {kill.state === "disputed" ? (
        <Badge tone="warn" icon={<Scale aria-hidden />}>
          {words("state.disputed")}
        </Badge>
      ) : null}
      {kill.state === "retracted" ? (
        <Badge tone="bad" icon={<Undo2 aria-hidden />}>
          {words("state.retracted")}
        </Badge>
      ) : null}
      {kill.evidence === "observed" && kill.isConfirmed && kill.confirmations === 1 ? (
        <Badge tone="ok" icon={<BadgeCheck aria-hidden />}>
          {words("byServer")}
        </Badge>
      ) : (
        <Badge tone={kill.evidence === "observed" ? "info" : "idle"} icon={<Icon aria-hidden />}>
          {words(`evidence.${kill.evidence}`)}
        </Badge>
      )}
      {kill.confirmations > 1 ? (
        <Badge tone="ok" icon={<Users aria-hidden />}>
          {words("confirmations", { count: kill.confirmations })}
        </Badge>
      ) : null}
      {kill.isPublic ? null : <Badge icon={<Hourglass aria-hidden />}>{words("notYetPublic")}</Badge>}
    </span>
  );
}
