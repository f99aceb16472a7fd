"use client";

import { ArrowDownToLine, Play } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "../button.tsx";
import { type Connection, ConnectionPill } from "../connection-pill.tsx";
import { usePreferences } from "../preferences-provider.tsx";
import { Loading } from "../skeleton.tsx";
import { useZone } from "../time.tsx";
import { CommandInput, type CommandInputProps } from "./command-input.tsx";
import type { ConsoleLevel } from "./console-entry.ts";
import { ConsoleFind } from "./console-find.tsx";
import type { ConsoleStore } from "./console-store.ts";
import { ConsoleToolbar } from "./console-toolbar.tsx";
import type { ConsoleLook, ConsoleView, Follow } from "./console-view.ts";

const Term = dynamic(() => import("./term.tsx").then((file) => file.Term), { ssr: false, loading: Opening });
const LogView = dynamic(() => import("./log-view.tsx").then((file) => file.LogView), { ssr: false, loading: Opening });

export interface ConsolePanelProps {
  /** The server's name. */
  title: string;
  store: ConsoleStore;
  connection: Connection;
  commands: CommandInputProps;
  /** The reader came to the top. Older lines go into the store. */
  onOlder?(): void;
  /** "fill" takes the height of its frame, "page" most of the window. */
  height?: "page" | "fill";
}

/**
 * One server's console: what it prints, kept still while it is read, with find, levels, times and a field for commands.
 * A terminal on fine pointers; plain text on touch and as "Plain view".
 */
export function ConsolePanel({ title, store, connection, commands, onOlder, height = "page" }: ConsolePanelProps) {
  const words = useTranslations("ui.console");
  const { preferences, change } = usePreferences();
  const zone = useZone();
  const coarse = useSyncExternalStore(subscribeToPointer, hasCoarsePointer, () => null);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const view = useRef<ConsoleView>(null);
  const [follow, setFollow] = useState<Follow>({ following: true, missed: 0 });
  const [finding, setFinding] = useState(false);
  const [levels, setLevels] = useState<ReadonlySet<ConsoleLevel>>(new Set());
  const { time, wrap, plain } = preferences.console;
  const look: ConsoleLook = useMemo(() => ({ time, wrap, zone, levels }), [time, wrap, zone, levels]);
  const View = coarse || plain ? LogView : Term;

  function onKeyDown(event: KeyboardEvent) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
      event.preventDefault();
      setFinding(true);
    }
  }

  return (
    <section
      aria-label={words("label", { title })}
      onKeyDown={onKeyDown}
      className={`flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-console ${height === "fill" ? "h-full" : "h-[calc(100dvh-22rem)] min-h-80 md:h-[min(70dvh,46rem)]"}`}
    >
      <ConsoleToolbar
        store={store}
        title={title}
        plain={coarse ? null : plain}
        time={time}
        wrap={wrap}
        wraps={View === LogView}
        levels={levels}
        onLevels={setLevels}
        finding={finding}
        onFind={() => setFinding(!finding)}
        onLook={(patch) => change({ console: { ...preferences.console, ...patch } })}
        pill={<ConnectionPill connection={connection} />}
      />
      {finding ? (
        <ConsoleFind
          view={view}
          onClose={() => {
            view.current?.clearFind();
            setFinding(false);
          }}
        />
      ) : null}
      <div className={`relative min-h-0 flex-1 ${connection.state === "stale" ? "opacity-70" : ""}`}>
        {coarse === null ? (
          <Opening />
        ) : (
          <View
            store={store}
            look={look}
            label={words("label", { title })}
            view={view}
            onFollow={setFollow}
            onTop={onOlder}
          />
        )}
        <div className="absolute inset-x-0 bottom-3 z-10 flex justify-center gap-2 *:shadow-layer empty:hidden">
          {snapshot.paused ? (
            <Button tone="primary" icon={<Play />} onClick={() => store.resume()}>
              {words("held", { count: snapshot.held })}
            </Button>
          ) : follow.following ? null : (
            <Button tone="primary" icon={<ArrowDownToLine />} onClick={() => view.current?.scrollToEnd()}>
              {follow.missed > 0 ? words("newLines", { count: follow.missed }) : words("jump")}
            </Button>
          )}
        </div>
      </div>
      <CommandInput {...commands} />
    </section>
  );
}

function Opening() {
  const words = useTranslations("ui.console");
  return (
    <div className="p-3 text-console-ink-2">
      <Loading label={words("opening")}>
        <p aria-hidden className="animate-late font-mono text-sm">
          {words("opening")}
        </p>
      </Loading>
    </div>
  );
}

const COARSE = "(pointer: coarse)";
const hasCoarsePointer = (): boolean | null => matchMedia(COARSE).matches;
function subscribeToPointer(listener: () => void): () => void {
  const query = matchMedia(COARSE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
