"use client";

import { Command } from "cmdk";
import { X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { useEffect, useState } from "react";
import { IconButton } from "../icon-button.tsx";
import { Kbd } from "../kbd.tsx";
import { type PaletteCommand, type PaletteSearch, useRegisteredCommands } from "./palette-context.tsx";
import { rankCommands } from "./rank-commands.ts";
import { readRecent, rememberRecent } from "./recent.ts";

export interface PaletteProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  search?: PaletteSearch | undefined;
}

interface Found {
  query: string;
  results: readonly PaletteCommand[];
  failed?: true;
}

/** The command palette: recent things while nothing is typed, then commands and what the server finds. */
export function Palette({ open, onOpenChange, search }: PaletteProps) {
  const words = useTranslations("ui.palette");
  const router = useRouter();
  const commands = useRegisteredCommands();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Found>({ query: "", results: [] });
  const wanted = query.trim();

  useEffect(() => {
    if (!search || wanted.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, stop.signal).then(
        (results) => setFound({ query: wanted, results }),
        () => {
          if (!stop.signal.aborted) setFound({ query: wanted, results: [], failed: true });
        },
      );
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [search, wanted]);

  const searching = Boolean(search) && wanted.length > 1 && found.query !== wanted;
  const groups = wanted
    ? groupsOf([...rankCommands(commands, wanted), ...(wanted.length > 1 ? found.results : [])])
    : groupsOf([...recentOf(commands, words("recent")), ...commands]);

  function choose(command: PaletteCommand) {
    rememberRecent(command);
    onOpenChange(false);
    setQuery("");
    if (command.href) router.push(command.href as Route);
    // After the palette has given the focus back, so that a dialog opened here returns it to the right place.
    if (command.run) setTimeout(command.run, 0);
  }

  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-scrim animate-fade bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed z-layer flex animate-dialog flex-col overflow-hidden border border-line bg-raised shadow-layer outline-none max-md:inset-0 md:top-[12vh] md:left-1/2 md:max-h-[70vh] md:w-[36rem] md:-translate-x-1/2 md:rounded-lg"
        >
          <Primitive.Title className="sr-only">{words("title")}</Primitive.Title>
          <Command shouldFilter={false} loop label={words("title")} className="flex min-h-0 flex-1 flex-col">
            <div className="flex shrink-0 items-center border-line border-b pr-2">
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder={words("placeholder")}
                className="h-12 min-w-0 flex-1 bg-transparent px-4 text-base outline-none placeholder:text-ink-3"
              />
              {/* A phone has neither an Escape key nor an outside to tap on. */}
              <span className="md:hidden">
                <IconButton label={words("close")} icon={<X />} onClick={() => onOpenChange(false)} />
              </span>
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
              {groups.length === 0 ? (
                <p role="status" className="px-4 py-8 text-center text-ink-2">
                  {searching
                    ? words("searching")
                    : found.failed && found.query === wanted
                      ? words("failed")
                      : words("empty")}
                </p>
              ) : null}
              {groups.map(([heading, lines]) => (
                <Command.Group
                  key={heading}
                  heading={heading}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
                >
                  {lines.map((command) => (
                    <Command.Item
                      key={command.id}
                      value={`${heading} ${command.id}`}
                      onSelect={() => choose(command)}
                      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-accent-soft pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0"
                    >
                      {command.icon}
                      <span className="min-w-0 flex-1 truncate">{command.label}</span>
                      {command.keys ? (
                        <span className="pointer-coarse:hidden">
                          <Kbd keys={command.keys} />
                        </span>
                      ) : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const MOST_SHOWN = 50;

function groupsOf(commands: readonly PaletteCommand[]): [string, PaletteCommand[]][] {
  const groups = new Map<string, PaletteCommand[]>();
  const known = new Set<string>();
  for (const command of commands) {
    if (known.has(`${command.group} ${command.id}`) || known.size >= MOST_SHOWN) continue;
    known.add(`${command.group} ${command.id}`);
    const lines = groups.get(command.group);
    if (lines) lines.push(command);
    else groups.set(command.group, [command]);
  }
  return [...groups];
}

/** Recent things that can still be done: commands that are offered now, and addresses. */
function recentOf(commands: readonly PaletteCommand[], group: string): PaletteCommand[] {
  return readRecent().flatMap((recent) => {
    const offered = commands.find((command) => command.id === recent.id);
    if (offered) return [{ ...offered, group }];
    return recent.href ? [{ id: recent.id, label: recent.label, href: recent.href, group }] : [];
  });
}
