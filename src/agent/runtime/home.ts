import path from "node:path";

/** Where things lie in the home of one server. `files/` is the game's; `control/` is the agent's alone. */
export interface HomePaths {
  files: string;
  control: string;
  /** Every byte the game has printed; its length only grows. */
  raw: string;
  /** Bytes of `raw` before this offset were dropped by the launcher. */
  floor: string;
  lineIndex: string;
  logState: string;
  stdin: string;
  /** Two shell scripts, written by the agent before a start. */
  launcher: string;
  starter: string;
  /** Written by the agent before a start. */
  run: string;
  /** Written by the launcher: pids and start times. */
  processes: string;
  /** Written by the launcher: exit code and time. */
  exit: string;
  /** Written by the agent: the exit as it is reported. */
  ended: string;
  /** Written by the agent before it asks a game to end, so that the cause outlives the agent. */
  intent: string;
  /** Who watches the log, so that the launcher does only when nobody else does. */
  agent: string;
}

export function homePaths(home: string): HomePaths {
  const control = path.join(home, "control");
  return {
    files: path.join(home, "files"),
    control,
    raw: path.join(control, "console.log"),
    floor: path.join(control, "floor"),
    lineIndex: path.join(control, "console.index"),
    logState: path.join(control, "console.json"),
    stdin: path.join(control, "stdin"),
    launcher: path.join(control, "gamekeeper-launcher"),
    starter: path.join(control, "starter"),
    run: path.join(control, "run.json"),
    processes: path.join(control, "processes"),
    exit: path.join(control, "exit"),
    ended: path.join(control, "ended.json"),
    intent: path.join(control, "intent.json"),
    agent: path.join(control, "agent"),
  };
}
