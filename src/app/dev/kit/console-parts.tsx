"use client";

import { useEffect, useState } from "react";
import { ConsolePanel } from "#app/ui/console/console-panel.tsx";
import { ConsoleStore } from "#app/ui/console/console-store.ts";

const E = "\u001b[";
const SAYINGS = [
  `${E}32mINFO${E}0m  Ashwyn enters Market Cross`,
  `${E}32mINFO${E}0m  Borin has slain ${E}1ma cave troll${E}0m (412 xp)`,
  `${E}33mWARN${E}0m  heartbeat of /obj/wolf#109 took ${E}33m61 ms${E}0m`,
  `${E}36mCHAT${E}0m  [gossip] Cael: anyone for the catacombs?`,
  `${E}31mERROR${E}0m /domains/old/room7.c line 211: bad argument 1 to call_other()`,
  `${E}32mINFO${E}0m  Autosave finished, 2,114 objects \u001b]52;c;ZXZpbA==\u0007in 0.8 s, a rather long line that must wrap on a phone without moving the page sideways`,
];
const BEGAN = Date.UTC(2026, 10, 21, 2, 0, 0);

function saying(seq: number) {
  return {
    epoch: "e1",
    seq,
    at: BEGAN + seq * 900,
    stream: "stdout" as const,
    text: SAYINGS[seq % SAYINGS.length] ?? "",
  };
}

declare global {
  interface Window {
    kitConsole?: { print(lines: number): void };
  }
}

/** A console with 400 lines and a gap; `kitConsole.print(n)` adds more, for measuring. */
export function ConsoleParts() {
  const [store] = useState(() => new ConsoleStore());
  useEffect(() => {
    let seq = 400;
    store.add(Array.from({ length: 400 }, (_, index) => saying(index + 1)));
    store.addGap({ epoch: "e1", from: 401, to: 442, reason: "slow_viewer" });
    seq = 442;
    const print = (lines: number) => {
      store.add(Array.from({ length: lines }, (_, index) => saying(seq + 1 + index)));
      seq += lines;
    };
    print(5);
    window.kitConsole = { print };
    return () => {
      delete window.kitConsole;
    };
  }, [store]);
  return (
    <ConsolePanel
      title="Nightfall"
      store={store}
      connection={{ state: "live", missed: 42 }}
      commands={{
        name: "kit",
        onSend: (command) =>
          store.add([
            { epoch: "e1", seq: (store.newest()?.seq ?? 0) + 1, at: Date.now(), stream: "input", text: command },
          ]),
        snippets: [{ label: "Save the world", command: "save-all" }],
      }}
    />
  );
}
