"use client";

import { AlignLeft, Clock, Download, ListFilter, Pause, Play, Search, WrapText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../button.tsx";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import { saveFile } from "../save-file.ts";
import type { ConsoleLevel } from "./console-entry.ts";
import type { ConsoleStore } from "./console-store.ts";
import { consoleAsText } from "./console-view.ts";
import { useGapWords } from "./use-gap-words.ts";

const LEVELS: readonly ConsoleLevel[] = ["error", "warn", "info", "debug"];

export interface ConsoleToolbarProps {
  store: ConsoleStore;
  title: string;
  time: boolean;
  wrap: boolean;
  /** The view can do without breaking long lines. */
  wraps: boolean;
  /** Null where there is only the plain view. */
  plain: boolean | null;
  levels: ReadonlySet<ConsoleLevel>;
  onLevels(levels: ReadonlySet<ConsoleLevel>): void;
  finding: boolean;
  onFind(): void;
  onLook(patch: { time?: boolean; wrap?: boolean; plain?: boolean }): void;
  pill: ReactNode;
}

/** What can be done with a console's text. */
export function ConsoleToolbar(props: ConsoleToolbarProps) {
  const words = useTranslations("ui.console");
  const gapWords = useGapWords();
  const { store, levels } = props;
  const { paused } = store.getSnapshot();

  function save() {
    const text = consoleAsText(store.getSnapshot().entries, gapWords);
    saveFile(`${props.title.replaceAll(/[^\w-]+/g, "-").toLowerCase()}-console.log`, [text], "text/plain");
  }
  return (
    <div
      role="toolbar"
      aria-label={words("tools")}
      className="flex min-w-0 items-center gap-0.5 overflow-x-auto border-line border-b bg-surface px-1.5 py-1 max-sm:flex-wrap"
    >
      <IconButton label={words("find")} icon={<Search />} aria-pressed={props.finding} onClick={props.onFind} />
      <Menu
        align="start"
        trigger={
          <Button tone="quiet" icon={<ListFilter />} aria-pressed={levels.size > 0}>
            <span className="max-sm:sr-only">
              {levels.size ? words("levelsChosen", { count: levels.size }) : words("levels")}
            </span>
          </Button>
        }
        items={LEVELS.map((level) => ({
          kind: "check",
          label: words(`level.${level}`),
          checked: levels.has(level),
          onChange(checked) {
            const next = new Set(levels);
            if (checked) next.add(level);
            else next.delete(level);
            props.onLevels(next);
          },
        }))}
      />
      <IconButton
        label={words("time")}
        icon={<Clock />}
        aria-pressed={props.time}
        onClick={() => props.onLook({ time: !props.time })}
      />
      {props.wraps ? (
        <IconButton
          label={words("wrap")}
          icon={<WrapText />}
          aria-pressed={props.wrap}
          onClick={() => props.onLook({ wrap: !props.wrap })}
        />
      ) : null}
      <IconButton
        label={paused ? words("resume") : words("pause")}
        icon={paused ? <Play /> : <Pause />}
        onClick={() => (paused ? store.resume() : store.pause())}
      />
      <IconButton label={words("save")} icon={<Download />} onClick={save} />
      {props.plain === null ? null : (
        <IconButton
          label={words("plain")}
          icon={<AlignLeft />}
          aria-pressed={props.plain}
          onClick={() => props.onLook({ plain: !props.plain })}
        />
      )}
      <span className="ml-auto whitespace-nowrap px-1.5">{props.pill}</span>
    </div>
  );
}
