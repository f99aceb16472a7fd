"use client";

import { useEffect, useRef, useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import type { IdleAnswer } from "../schema.ts";

/** How a page that may earn is: not begun, earning, another one is, or the panel did not answer the last beat. */
export type IdlePageState = "off" | "here" | "elsewhere" | "lost";

/**
 * Earning by this page while it is open. It says in time that it is there, by numbers that the panel gives; how much that is worth is the panel's to say. What the panel
 * refuses ends it, with why; where it cannot be reached the same beat is said again.
 */
export function useIdlePage() {
  const client = useTRPCClient();
  const [state, setState] = useState<IdlePageState>("off");
  const [answer, setAnswer] = useState<{ said: IdleAnswer; atMs: number } | null>(null);
  const [came, setCame] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const page = useRef<string | null>(null);

  function take(said: IdleAnswer) {
    page.current = said.page;
    setAnswer({ said, atMs: performance.now() });
    setCame((before) => before + said.given);
    setState(said.isHere ? "here" : "elsewhere");
  }

  async function start(takeOver: boolean) {
    setProblem(null);
    try {
      take(await client.earning.startIdle.mutate({ takeOver }));
    } catch (error) {
      setProblem(error);
    }
  }

  function stop() {
    const stopped = page.current;
    page.current = null;
    setState("off");
    // One that does not arrive costs nothing but a wait: a page that is not heard of counts as closed.
    if (stopped) client.earning.stopIdle.mutate({ page: stopped }).catch(() => {});
  }

  const isOn = state === "here" || state === "lost";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, and each try that failed, makes the next beat due
  useEffect(() => {
    if (!isOn || !answer) return;
    const { nextBeat, beatAfterSec } = answer.said;
    const timer = setTimeout(() => {
      const mine = page.current;
      if (mine === null) return;
      client.earning.beatIdle.mutate({ page: mine, beat: nextBeat }).then(
        (said) => page.current === mine && take(said),
        (error) => {
          if (page.current !== mine) return;
          const refused = shownError(error);
          if (refused && refused.code !== "unavailable" && refused.code !== "rate_limited") {
            setProblem(error);
            page.current = null;
            return setState("off");
          }
          setState("lost");
          setAnswer({ ...answer });
        },
      );
    }, beatAfterSec * 1000);
    return () => clearTimeout(timer);
  }, [isOn, answer]);

  const leave = useRef(stop);
  leave.current = stop;
  useEffect(() => () => leave.current(), []);

  return { state, answer, came, problem, start, stop };
}
