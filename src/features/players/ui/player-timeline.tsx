"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import {
  Award,
  CircleDot,
  Crosshair,
  DoorOpen,
  Flag,
  Gavel,
  type LucideIcon,
  MessageSquare,
  Skull,
  StickyNote,
  Terminal,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { type ReactNode, useId } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import { Time } from "#app/ui/time.tsx";
import type { TimelineEntry, TimelineKind } from "../schema.ts";
import { isEvidence, TIMELINE_KINDS } from "../timeline-cuts.ts";
import { NoteActs } from "./note-acts.tsx";
import { TIMELINE_PARSERS, timelineInput } from "./player-query.ts";

const ICONS: Record<TimelineKind, LucideIcon> = {
  chat: MessageSquare,
  commands: Terminal,
  sessions: DoorOpen,
  deaths: Skull,
  kills: Crosshair,
  achievements: Award,
  punishments: Gavel,
  notes: StickyNote,
  reports: Flag,
  other: CircleDot,
};

/** A punishment takes no more. */
const MOST_EVIDENCE = 50;

/** Entries that are chosen as evidence, by their ids. */
export interface ChosenEntries {
  ids: readonly string[];
  onChange(ids: string[]): void;
}

interface PlayerTimelineProps {
  playerId: string;
  /** Null: nothing is to be chosen. */
  evidence: ChosenEntries | null;
}

/** A player's life in the games and with the team, newest first, cut by chips. */
export function PlayerTimeline({ playerId, evidence }: PlayerTimelineProps) {
  const words = useTranslations("players.timeline");
  const headingId = useId();
  const trpc = useTRPC();
  const [{ show }, setAddress] = useQueryStates(TIMELINE_PARSERS, { history: "replace" });
  const timeline = useInfiniteQuery(
    trpc.players.timeline.infiniteQueryOptions(timelineInput(playerId, show), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      // What happened between the server's answer and the first event that is heard here is in neither.
      refetchOnMount: "always",
    }),
  );
  const entries = timeline.data?.pages.flatMap((page) => page.items);

  function toggle(kind: TimelineKind) {
    const next = show.includes(kind) ? show.filter((other) => other !== kind) : [...show, kind];
    void setAddress({ show: next.length > 0 ? next : null });
  }
  return (
    <section aria-labelledby={headingId} className="grid min-w-0 grid-cols-1 content-start gap-3">
      <h2 id={headingId} className="font-semibold text-lg">
        {words("title")}
      </h2>
      <fieldset className="relative flex min-w-0 gap-1 overflow-x-auto p-0.5 sm:flex-wrap">
        <legend className="sr-only">{words("show")}</legend>
        {TIMELINE_KINDS.map((kind) => (
          <Button key={kind} aria-pressed={show.includes(kind)} onClick={() => toggle(kind)}>
            {words(`kinds.${kind}`)}
          </Button>
        ))}
      </fieldset>
      {timeline.error && !entries ? (
        <ErrorState title={words("failed")} error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : !entries ? (
        <Loading label={words("title")}>
          <Skeleton height="20rem" />
        </Loading>
      ) : entries.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-4 py-6 text-center text-ink-2">
          {words(show.length > 0 ? "noneOfThese" : "empty")}
        </p>
      ) : (
        <>
          {evidence && entries.some(isEvidence) ? <p className="text-ink-2 text-sm">{words("hint")}</p> : null}
          <ol className="rounded-lg border border-line bg-surface" aria-label={words("title")}>
            {entries.map((entry) => (
              <Entry key={entry.id} playerId={playerId} entry={entry} evidence={evidence} />
            ))}
          </ol>
          <LoadOlder
            more={timeline.hasNextPage}
            loading={timeline.isFetchingNextPage}
            onLoad={() => void timeline.fetchNextPage()}
          />
        </>
      )}
    </section>
  );
}

function Entry({ playerId, entry, evidence }: PlayerTimelineProps & { entry: TimelineEntry }) {
  const words = useTranslations("players.timeline");
  const Icon = ICONS[entry.kind];
  return (
    <li className="flex min-w-0 gap-3 border-line border-b px-4 py-2 last:border-b-0">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <div className="min-w-0 break-words">
          <Told entry={entry} />
        </div>
        <p className="flex flex-wrap gap-x-2 text-ink-3 text-sm">
          <Time at={entry.at} />
          <span>{entry.serverName ?? (entry.kind === "notes" ? words("everywhere") : null)}</span>
          {entry.kind === "punishments" ? (
            <Link href={`/players/bans?open=${entry.id}`} className="text-accent underline underline-offset-2">
              {words("delivery")}
            </Link>
          ) : null}
        </p>
      </div>
      {entry.kind === "notes" ? <NoteActs playerId={playerId} entry={entry} /> : null}
      {evidence && isEvidence(entry) ? <EvidenceBox id={entry.id} evidence={evidence} /> : null}
    </li>
  );
}

function EvidenceBox({ id, evidence: { ids, onChange } }: { id: string; evidence: ChosenEntries }) {
  const words = useTranslations("players.timeline");
  return (
    <Checkbox
      bare
      label={words("evidence")}
      title={words("evidence")}
      checked={ids.includes(id)}
      disabled={!ids.includes(id) && ids.length >= MOST_EVIDENCE}
      onChange={({ target }) => onChange(target.checked ? [...ids, id] : ids.filter((other) => other !== id))}
    />
  );
}

/** One entry in words. Text out of games is shown as it is, and never as markup. */
function Told({ entry }: { entry: TimelineEntry }): ReactNode {
  const words = useTranslations("players.timeline");
  const { kind, type, text, fields } = entry;
  const field = (name: string) => (typeof fields[name] === "string" ? (fields[name] as string) : null);
  switch (kind) {
    case "chat":
      return text;
    case "commands":
      return <code className="break-all font-mono text-sm">{text}</code>;
    case "sessions": {
      const endedAt = field("endedAt");
      const address = field("address");
      return (
        <>
          {endedAt
            ? words.rich(text ? "leftBecause" : "left", { time: () => <Time at={endedAt} />, reason: text ?? "" })
            : words("in")}
          {address ? <code className="ml-2 font-mono text-ink-2 text-sm">{address}</code> : null}
        </>
      );
    }
    case "deaths":
      return words(field("killer") ? "killed" : "died", {
        victim: field("victim") ?? "",
        killer: field("killer") ?? "",
        how: text ? ` (${text})` : "",
      });
    case "kills":
      return (
        <Link href={`/kills/${field("killId")}`} className="underline decoration-line underline-offset-2">
          {words("kill", {
            type,
            killer: field("killer") ?? words("somebody"),
            victim: field("victim") ?? words("somebody"),
            state: fields.disputed
              ? "disputed"
              : field("evidence") === "claimed" && !fields.confirmed
                ? "claimed"
                : "sure",
          })}
        </Link>
      );
    case "achievements":
      return words("achieved", { what: text ?? "" });
    case "punishments": {
      const until = field("until");
      const endedAt = field("endedAt");
      return (
        <>
          <strong className="font-medium">{words("punished", { type, by: field("by") ?? "" })}</strong>
          {text ? `: ${text}` : null}
          {endedAt && type !== "kick" ? (
            <span className="text-ink-2"> {words.rich("ended", { time: () => <Time at={endedAt} /> })}</span>
          ) : until ? (
            <span className="text-ink-2">
              {" "}
              {words.rich("until", { time: () => <Time at={until} mode="absolute" /> })}
            </span>
          ) : null}
        </>
      );
    }
    case "notes":
      return (
        <>
          <strong className="font-medium">{field("by")}</strong>: <span className="whitespace-pre-wrap">{text}</span>
        </>
      );
    case "reports":
      return (
        <>
          <strong className="font-medium">
            {words("reported", {
              number: Number(fields.number ?? 0),
              by: field("by") ?? "",
              state: field("state") ?? "",
            })}
          </strong>
          : {text}
        </>
      );
    case "other": {
      const attacker = field("attacker");
      const target = field("target");
      if (type === "combat" && attacker && target) return words("fought", { attacker, target });
      return words("happened", { type: type.replaceAll("_", " "), text: text ?? "" });
    }
  }
}
