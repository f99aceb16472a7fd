"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { clockText } from "../time-text.ts";
import { type AnsiStyle, parseAnsi, plainText } from "./ansi.ts";
import { type ConsoleEntry, type ConsoleStream, entryKey } from "./console-entry.ts";
import type { ConsoleStore } from "./console-store.ts";
import { type ConsoleLook, type ConsoleView, type Follow, filterEntries } from "./console-view.ts";
import { useGapWords } from "./use-gap-words.ts";

export interface LogViewProps {
  store: ConsoleStore;
  look: ConsoleLook;
  label: string;
  view?: RefObject<ConsoleView | null>;
  onFollow?(follow: Follow): void;
  /** The reader came to the top: older lines are wanted. */
  onTop?(): void;
}

const LINE_PX = 20;
const END_PX = 24;

/**
 * The console as ordinary text: for touch, for screen readers, for selecting and copying. It stays at the end only while
 * the reader is there; new lines never move what is being read.
 */
export function LogView({ store, look, label, view, onFollow, onTop }: LogViewProps) {
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const entries = useMemo(() => filterEntries(snapshot.entries, look.levels), [snapshot.entries, look.levels]);
  const frame = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<{ text: string; index: number } | null>(null);
  const [leftAt, setLeftAt] = useState<number | null>(null);

  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    overscan: 24,
    getItemKey: (index) => entryKey(entries[index] as ConsoleEntry),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    onChange(instance) {
      const atEnd = instance.isAtEnd(END_PX);
      setLeftAt((left) => (atEnd ? null : (left ?? store.getSnapshot().appended)));
      if ((instance.scrollOffset ?? 1) <= 0 && instance.scrollDirection === "backward") onTop?.();
    },
  });

  useLayoutEffect(() => virtualizer.scrollToEnd(), [virtualizer]);

  const missed = leftAt === null ? 0 : Math.max(0, snapshot.appended - leftAt);
  useEffect(() => onFollow?.({ following: leftAt === null, missed }), [leftAt, missed, onFollow]);

  useImperativeHandle(view, () => ({
    find(text, direction) {
      const wanted = text.toLowerCase();
      const step = direction === "next" ? 1 : -1;
      const from = found?.text === text ? found.index : direction === "next" ? -1 : entries.length;
      for (let tried = 0, at = from + step; tried < entries.length; tried++, at += step) {
        const index = (at + entries.length) % entries.length;
        const entry = entries[index];
        if (entry?.kind !== "line" || !plainText(entry.text).toLowerCase().includes(wanted)) continue;
        setFound({ text, index });
        virtualizer.scrollToIndex(index, { align: "center" });
        return true;
      }
      return false;
    },
    clearFind: () => setFound(null),
    scrollToEnd: () => virtualizer.scrollToEnd(),
  }));

  return (
    <div
      ref={frame}
      role="log"
      aria-label={label}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative h-full overflow-auto overscroll-contain bg-console px-3 py-1 font-mono text-console-ink text-sm leading-5 -outline-offset-2"
    >
      <div className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className={`absolute inset-x-0 ${look.wrap ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "whitespace-pre"} ${found?.index === item.index ? "bg-[#3a3f66]" : ""}`}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {entry ? <Line entry={entry} look={look} /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const STREAM_LOOK: Readonly<Record<ConsoleStream, string>> = {
  stdout: "",
  stderr: "",
  install: "text-[#79d8e0]",
  daemon: "text-[#dba4f0]",
  input: "font-semibold text-[#8fb4ff]",
};

function Line({ entry, look }: { entry: ConsoleEntry; look: ConsoleLook }) {
  const gapWords = useGapWords();
  if (entry.kind === "gap") {
    return <span className="block py-0.5 text-center text-[#f2cc6b] text-xs">— {gapWords(entry)} —</span>;
  }
  const runs = parseAnsi(entry.text);
  return (
    <span className={STREAM_LOOK[entry.stream]}>
      {look.time ? <span className="select-none text-console-ink-2">{clockText(entry.at, look.zone)} </span> : null}
      {entry.stream === "input" ? "> " : ""}
      {runs.length === 0
        ? "\u00a0"
        : runs.map((run, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a line never change
            <span key={index} style={styleOf(run.style)}>
              {run.text}
            </span>
          ))}
    </span>
  );
}

function styleOf(style: AnsiStyle) {
  const color = style.inverse ? (style.ground ?? "var(--console)") : style.color;
  const ground = style.inverse ? (style.color ?? "var(--console-ink)") : style.ground;
  const lines = [style.underline && "underline", style.strike && "line-through"].filter(Boolean).join(" ");
  return {
    ...(color && { color }),
    ...(ground && { backgroundColor: ground }),
    ...(style.bold && { fontWeight: 700 }),
    ...(style.dim && { opacity: 0.7 }),
    ...(style.italic && { fontStyle: "italic" }),
    ...(lines && { textDecoration: lines }),
  };
}
