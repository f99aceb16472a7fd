"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue, useState } from "react";
import { partyText } from "#app/features/kills/party-text.ts";
import type { Kill } from "#app/features/kills/schema.ts";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import type { ComboboxOption } from "#app/ui/form/combobox-option.ts";
import { Field } from "#app/ui/form/field.tsx";
import { searchOf } from "#app/ui/form/search-of.ts";
import { Select } from "#app/ui/form/select.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Ticket } from "../schema.ts";
import { TICKET_ABOUT_KINDS, type TicketAboutKind } from "../terms.ts";

export type About = NonNullable<Ticket["about"]>;

interface AboutPickerProps {
  value: About | null;
  onChange(about: About | null): void;
  /** Another kind was chosen, and nothing of it yet. */
  onKind?(kind: TicketAboutKind): void;
  /** Whose ticket it is: what is theirs is offered before anything is typed. */
  ofUserId: string;
  /** Staff says it: the member is not shown it. */
  byStaff?: boolean;
}

/** As many of each are offered at once; more letters find the rest. */
const MOST = 20;
/** Of as many players of a name the kills are looked for. */
const MOST_PLAYERS = 3;

/** What a ticket is about: of which kind, and which one, found by its name among what the reader may see. */
export function AboutPicker({ value, onChange, onKind, ofUserId, byStaff = false }: AboutPickerProps) {
  const words = useTranslations("tickets");
  const who = useWho();
  const [picked, setPicked] = useState<TicketAboutKind | null>(null);
  const kind = picked ?? value?.kind ?? null;
  const offered: Record<TicketAboutKind, boolean> = {
    server: true,
    player: true,
    kill: holdsSomewhere(who, "kills:read"),
    order: may(who, ofUserId === who.userId ? "economy:read" : "economy.all:read"),
  };
  const kinds = TICKET_ABOUT_KINDS.filter((each) => offered[each] || each === value?.kind);
  // Whoever may not look for orders is shown that it is about one, and chooses no other.
  const Picker = kind && offered[kind] ? PICKERS[kind] : null;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      <Field name="aboutKind" label={words("about")} unmarked={byStaff}>
        <Select
          value={kind ?? ""}
          onChange={(event) => {
            const next = TICKET_ABOUT_KINDS.find((each) => each === event.currentTarget.value) ?? null;
            setPicked(next);
            if (next === null) onChange(null);
            else if (next !== value?.kind) onKind?.(next);
          }}
          options={[
            { value: "", label: words("aboutNothing") },
            ...kinds.map((each) => ({ value: each, label: words(`abouts.${each}`) })),
          ]}
        />
      </Field>
      {kind && Picker ? (
        <Picker
          key={kind}
          label={words(`abouts.${kind}`)}
          value={value?.kind === kind ? value : null}
          ofUserId={ofUserId}
          onChoose={(chosen) => {
            setPicked(null);
            onChange({ kind, ...chosen });
          }}
        />
      ) : null}
      {byStaff ? <p className="text-ink-3 text-sm">{words("aboutOfStaff")}</p> : null}
    </div>
  );
}

interface PickerProps {
  label: string;
  value: About | null;
  ofUserId: string;
  onChoose(chosen: { id: string; label: string }): void;
}

const PICKERS: Record<TicketAboutKind, (props: PickerProps) => ReactNode> = {
  server: ServerPicker,
  player: PlayerPicker,
  kill: KillPicker,
  order: OrderPicker,
};

function useTyped() {
  const [typed, setTyped] = useState("");
  return [useDeferredValue(typed.trim()), setTyped] as const;
}

interface FoundProps extends PickerProps {
  options: readonly ComboboxOption[];
  /** Those that find the options. */
  questions: readonly { isFetching: boolean; isError: boolean; refetch(): unknown }[];
  onSearch(typed: string): void;
}

function Found({ label, value, options, questions, onSearch, onChoose }: FoundProps) {
  const words = useTranslations("tickets");
  const aboutText = useAboutText();
  const isThere = value === null || options.some((option) => option.value === value.id);
  return (
    <Combobox
      label={label}
      placeholder={words("aboutSearch")}
      value={value?.id ?? null}
      options={isThere ? options : [...options, { value: value.id, label: aboutText(value) }]}
      {...searchOf({
        isFetching: questions.some(({ isFetching }) => isFetching),
        isError: questions.some(({ isError }) => isError),
        refetch: () => Promise.all(questions.map((question) => question.refetch())),
      })}
      onSearch={onSearch}
      onChange={(id) => {
        const chosen = options.find((option) => option.value === id);
        if (chosen) onChoose({ id, label: chosen.label });
      }}
    />
  );
}

/** What it is about as text: kills have numbers for names. */
export function useAboutText(): (about: About) => string {
  const words = useTranslations("tickets");
  return ({ kind, label }) => (kind === "kill" && /^\d+$/.test(label) ? words("killNumber", { number: label }) : label);
}

function ServerPicker(props: PickerProps) {
  const trpc = useTRPC();
  const [q, setTyped] = useTyped();
  const found = useQuery(
    trpc.servers.list.queryOptions({ limit: MOST, ...(q && { q }) }, { placeholderData: keepPreviousData }),
  );
  const servers = found.data?.items ?? [];
  // Sorted as they come, but for the member's own.
  const ofThem = servers.filter(({ owner }) => owner.id === props.ofUserId);
  const others = servers.filter(({ owner }) => owner.id !== props.ofUserId);
  return (
    <Found
      {...props}
      options={[...ofThem, ...others].map(({ id, name, owner }) => ({ value: id, label: name, hint: owner.name }))}
      questions={[found]}
      onSearch={setTyped}
    />
  );
}

function PlayerPicker(props: PickerProps) {
  const trpc = useTRPC();
  const who = useWho();
  const [q, setTyped] = useTyped();
  const isOwn = props.ofUserId === who.userId;
  const own = useQuery(trpc.players.mine.queryOptions({}, { enabled: isOwn && may(who, "profile:read") }));
  const found = useQuery(
    trpc.players.list.queryOptions(q ? { q, limit: MOST } : { sort: "-lastLogin", limit: MOST }, {
      placeholderData: keepPreviousData,
    }),
  );
  const wanted = q.toLowerCase();
  const ofThem = isOwn ? (own.data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(wanted)) : [];
  const others = (found.data?.items ?? []).filter(({ id }) => !ofThem.some((player) => player.id === id));
  return (
    <Found
      {...props}
      options={[...ofThem, ...others].map(({ id, name, serverName }) => ({
        ...{ value: id, label: name },
        ...(serverName && { hint: serverName }),
      }))}
      questions={isOwn ? [own, found] : [found]}
      onSearch={setTyped}
    />
  );
}

function KillPicker(props: PickerProps) {
  const trpc = useTRPC();
  const [q, setTyped] = useTyped();
  const words = useTranslations("kills");
  const party = (one: Kill["killer"]) => partyText(one, (key) => words(`party.${key}`));
  const players = useQuery(
    trpc.kills.players.queryOptions(
      { q, limit: MOST_PLAYERS },
      { enabled: q !== "", placeholderData: keepPreviousData },
    ),
  );
  const asked = q
    ? (players.data?.items ?? []).map(({ playerId }) => ({ playerId, limit: MOST }))
    : [{ userId: props.ofUserId, limit: MOST }, { limit: MOST }];
  const feeds = useQueries({ queries: asked.map((input) => trpc.kills.list.queryOptions(input)) });
  const kills = new Map(feeds.flatMap(({ data }) => data?.items ?? []).map((kill) => [kill.id, kill]));
  return (
    <Found
      {...props}
      options={[...kills.values()].map((kill) => ({
        value: kill.id,
        label: words(`told.${kill.kind}`, { killer: party(kill.killer), victim: party(kill.victim) }),
        hint: <Time at={kill.at} />,
      }))}
      questions={q ? [players, ...feeds] : feeds}
      onSearch={setTyped}
    />
  );
}

/** A member's own orders; to who sees everybody's those of whose ticket it is, and by what is typed all. */
function OrderPicker(props: PickerProps) {
  const trpc = useTRPC();
  const who = useWho();
  const words = useTranslations("store");
  const [q, setTyped] = useTyped();
  const { ofUserId } = props;
  const isOwn = ofUserId === who.userId;
  const own = useQuery(trpc.store.orders.queryOptions({ limit: 100 }, { enabled: isOwn }));
  const all = useQuery(
    trpc.storeOrders.list.queryOptions(
      { limit: MOST, ...(q ? { q } : { userId: ofUserId }) },
      { enabled: !isOwn, placeholderData: keepPreviousData },
    ),
  );
  const wanted = q.toLowerCase();
  const orders = isOwn
    ? (own.data?.items ?? []).filter(({ itemName }) => itemName.toLowerCase().includes(wanted))
    : (all.data?.items ?? []);
  return (
    <Found
      {...props}
      options={orders.map(({ id, itemName, quantity, userName, createdAt }) => ({
        value: id,
        label: quantity > 1 ? words("ordersPage.quantity", { count: quantity, name: itemName }) : itemName,
        hint: (
          <>
            {isOwn ? null : `${userName} · `}
            <Time at={createdAt} />
          </>
        ),
      }))}
      questions={[isOwn ? own : all]}
      onSearch={setTyped}
    />
  );
}
