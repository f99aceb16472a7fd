"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useField } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SearchFailed } from "#app/ui/form/search-failed.tsx";
import type { FilteredThing } from "./thing-filter.tsx";

const MOST_SHOWN = 8;
const LAYER = "absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-line-strong bg-surface p-1 shadow-lg";

export interface ThingInputProps {
  thing: FilteredThing;
  /** Of this game; empty: of the usual one. */
  game?: string;
  /** The word that stands there first. */
  defaultValue?: string;
}

/**
 * A word for a weapon, a ship or a place: what is known is offered as one types, and any other word is as good. With the arrow keys one goes through what is offered,
 * Enter takes it, Escape puts it away. What is taken is sent by its class.
 */
export function ThingInput({ thing, game = "", defaultValue = "" }: ThingInputProps) {
  const words = useTranslations("kills.things");
  const trpc = useTRPC();
  const { name, ...field } = useField();
  const listId = useId();
  const [text, setText] = useState(defaultValue);
  const [taken, setTaken] = useState<{ word: string; label: string } | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const q = useDeferredValue(text.trim());
  const found = useQuery(
    trpc.kills.things.queryOptions(
      { facet: thing, q, ...(game && { game }) },
      { enabled: open && q !== "", placeholderData: keepPreviousData },
    ),
  );
  const items = q === "" ? [] : (found.data?.items ?? []).slice(0, MOST_SHOWN);
  const shown = open && items.length > 0;
  const failed = open && q !== "" && found.isError && !found.isFetching;
  const isAbove = shown || failed;

  useEffect(() => {
    if (!isAbove) return;
    // Ahead of the dialog around, which hears of it on the document and would be gone with all that was typed.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setOpen(false);
      setActive(-1);
    };
    window.addEventListener("keydown", onEscape, true);
    return () => window.removeEventListener("keydown", onEscape, true);
  }, [isAbove]);

  function take(index: number) {
    const item = items[index];
    if (!item) return;
    const label = item.name ?? item.class;
    setText(label);
    setTaken({ word: item.class, label });
    close();
  }
  function close() {
    setOpen(false);
    setActive(-1);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past either end is the box itself, with what was typed.
      setActive((now) => ((now + 1 + step + items.length + 1) % (items.length + 1)) - 1);
    } else if (event.key === "Enter" && shown && active >= 0) {
      event.preventDefault();
      take(active);
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left the box and all that belongs to it
    <div
      className="relative min-w-0"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <input type="hidden" name={name} value={taken?.label === text ? taken.word : text} />
      <Input
        {...field}
        name={undefined}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <span role="status" className="sr-only">
        {open && q !== "" && !found.isFetching && !failed ? words("suggested", { count: items.length }) : null}
      </span>
      <div role="status" hidden={!failed} className={`${LAYER} text-sm`}>
        {failed ? <SearchFailed onRetry={() => void found.refetch()} /> : null}
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={words(`many.${thing}`)}
        hidden={!shown}
        className={`${LAYER} max-h-64 overflow-y-auto`}
      >
        {shown
          ? items.map((item, index) => (
              <div
                key={item.class}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                // Ahead of the box losing the focus.
                onPointerDown={(event) => {
                  event.preventDefault();
                  take(index);
                }}
                className="flex min-h-row cursor-default items-center gap-2 rounded-md px-2 text-sm hover:bg-accent-soft aria-selected:bg-accent-soft"
              >
                <span className="min-w-0 flex-1 truncate">{item.name ?? item.class}</span>
                {item.name ? (
                  <span className="max-w-1/2 truncate font-mono text-ink-3 text-xs">{item.class}</span>
                ) : null}
              </div>
            ))
          : null}
      </div>
    </div>
  );
}
