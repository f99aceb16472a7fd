"use client";

import "@xterm/xterm/css/xterm.css";
import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { Terminal } from "@xterm/xterm";
import { useEffect, useImperativeHandle, useRef } from "react";
import { clockText } from "../time-text.ts";
import { ANSI_COLORS, cleanLine } from "./ansi.ts";
import type { ConsoleEntry, ConsoleStream } from "./console-entry.ts";
import type { ConsoleSnapshot } from "./console-store.ts";
import { filterEntries } from "./console-view.ts";
import type { LogViewProps } from "./log-view.tsx";
import { scrollByTouch } from "./touch-scroll.ts";
import { useGapWords } from "./use-gap-words.ts";

const ESC = "\u001b[";
const STREAM_SGR: Readonly<Record<ConsoleStream, string>> = {
  stdout: "",
  stderr: "",
  install: `${ESC}36m`,
  daemon: `${ESC}35m`,
  input: `${ESC}1;34m> `,
};

/**
 * The console as a terminal, for fast output on fine pointers. It takes no input: commands have their own field. Only
 * colours of what the game prints reach it.
 */
export function Term({ store, look, label, view, onFollow, onTop }: LogViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const open = useRef<{ terminal: Terminal; search: SearchAddon } | null>(null);
  const gapWords = useGapWords();
  const told = useRef({ onFollow, onTop, gapWords });
  useEffect(() => {
    told.current = { onFollow, onTop, gapWords };
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const terminal = createTerminal(element);
    const fit = new FitAddon();
    const search = new SearchAddon();
    terminal.loadAddon(fit);
    terminal.loadAddon(search);
    terminal.open(element);
    fit.fit();
    open.current = { terminal, search };

    let drawn: ConsoleSnapshot | null = null;
    let missed = 0;
    const atEnd = () => terminal.buffer.active.viewportY >= terminal.buffer.active.baseY;
    const tell = () => {
      if (atEnd()) missed = 0;
      told.current.onFollow?.({ following: atEnd(), missed });
    };

    function write(entries: readonly ConsoleEntry[], then?: () => void) {
      terminal.write(
        entries.map((entry) => formatEntry(entry, look.time ? look.zone : null, told.current.gapWords)).join(""),
        then,
      );
    }
    function draw() {
      const snapshot = store.getSnapshot();
      if (snapshot === drawn) return;
      const fresh =
        drawn && drawn.shape === snapshot.shape ? snapshot.appended - drawn.appended : Number.POSITIVE_INFINITY;
      drawn = snapshot;
      if (fresh < snapshot.entries.length) {
        const lines = filterEntries(fresh > 0 ? snapshot.entries.slice(-fresh) : [], look.levels);
        if (!atEnd()) missed += lines.length;
        write(lines, tell);
        return;
      }
      // Something before the end changed: write anew, and keep what is read at its distance from the end.
      const fromEnd = terminal.buffer.active.baseY - terminal.buffer.active.viewportY;
      terminal.reset();
      write(filterEntries(snapshot.entries, look.levels), () => {
        if (fromEnd > 0) terminal.scrollLines(-fromEnd);
        tell();
      });
    }

    draw();
    const unsubscribe = store.subscribe(draw);
    const scrolling = terminal.onScroll(() => {
      tell();
      if (terminal.buffer.active.viewportY === 0 && terminal.buffer.active.baseY > 0) told.current.onTop?.();
    });
    const resizing = new ResizeObserver(() => fit.fit());
    resizing.observe(element);
    const stopTouch = scrollByTouch(element, terminal);
    return () => {
      stopTouch();
      resizing.disconnect();
      scrolling.dispose();
      unsubscribe();
      terminal.dispose();
      open.current = null;
    };
  }, [store, look.time, look.zone, look.levels]);

  useImperativeHandle(view, () => ({
    find(text, direction) {
      const options = {
        decorations: {
          matchOverviewRuler: "#8fb4ff",
          activeMatchColorOverviewRuler: "#f2cc6b",
          matchBackground: "#3a3f66",
          activeMatchBackground: "#6b5a1e",
        },
      };
      return open.current?.search[direction === "next" ? "findNext" : "findPrevious"](text, options) ?? false;
    },
    clearFind: () => open.current?.search.clearDecorations(),
    scrollToEnd: () => open.current?.terminal.scrollToBottom(),
  }));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a terminal is no fieldset
    <div
      role="group"
      aria-label={label}
      ref={host}
      className="h-full overflow-hidden bg-console px-2 pt-1 [&_.xterm-viewport]:bg-transparent! [&_.xterm]:h-full"
    />
  );
}

function createTerminal(element: HTMLElement): Terminal {
  const style = getComputedStyle(element);
  const [black, red, green, yellow, blue, magenta, cyan, white] = ANSI_COLORS;
  const bright = ANSI_COLORS.slice(8);
  return new Terminal({
    disableStdin: true,
    convertEol: true,
    scrollback: 10_000,
    allowProposedApi: true,
    fontSize: 13,
    lineHeight: 1.25,
    fontFamily: getComputedStyle(document.documentElement)
      .getPropertyValue("--font-geist-mono-latin")
      .concat(", ui-monospace, monospace"),
    cursorInactiveStyle: "none",
    theme: {
      background: style.backgroundColor,
      foreground: "#dfe3ec",
      cursor: style.backgroundColor,
      selectionBackground: "#4a55a8",
      black,
      red,
      green,
      yellow,
      blue,
      magenta,
      cyan,
      white,
      brightBlack: bright[0],
      brightRed: bright[1],
      brightGreen: bright[2],
      brightYellow: bright[3],
      brightBlue: bright[4],
      brightMagenta: bright[5],
      brightCyan: bright[6],
      brightWhite: bright[7],
    },
  });
}

function formatEntry(
  entry: ConsoleEntry,
  zone: string | null,
  gapWords: (gap: ConsoleEntry & { kind: "gap" }) => string,
): string {
  if (entry.kind === "gap") return `${ESC}33m— ${gapWords(entry)} —${ESC}0m\r\n`;
  const time = zone ? `${ESC}90m${clockText(entry.at, zone)}${ESC}0m ` : "";
  return `${time}${STREAM_SGR[entry.stream]}${cleanLine(entry.text)}${ESC}0m\r\n`;
}
