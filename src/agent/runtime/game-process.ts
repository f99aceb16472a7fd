/** How a game came to its end. `finished` is exit code 0 without being asked; `crashed` is any other end nobody asked for. */
export type ExitCause = "stopped" | "killed" | "out_of_memory" | "crashed" | "finished";

/** The end of one run. `at` is ISO 8601 UTC; `lastLines` are at most the last 200 lines of the console. */
export interface Exit {
  code: number | null;
  signal: string | null;
  cause: ExitCause;
  at: string;
  lastLines: string[];
}

/** What a game uses now. `null` is what this machine cannot tell; nothing is ever estimated. */
export interface Stats {
  /** Memory that cannot be dropped: file cache that the kernel may take back is not counted. */
  memoryBytes: number;
  /** Highest use since start, file cache included (the kernel keeps no other peak). */
  memoryPeakBytes: number | null;
  /** CPU time since start, all processes and cores. Take the difference of two readings. */
  cpuUsec: number;
  processes: number;
  ioReadBytes: number | null;
  ioWriteBytes: number | null;
  throttledPeriods: number | null;
  outOfMemoryKills: number | null;
}

/** How a game is asked to end: by a line on its console or by a signal to its process group. */
export type StopRequest = { kind: "command"; line: string } | { kind: "signal"; name: NodeJS.Signals };

/** One run of one game, started here or found again after a restart of the agent. */
export interface GameProcess {
  readonly serverId: string;
  readonly home: string;
  /** The power generation that started it. */
  readonly generation: number;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly pid: number;
  /** Settles once, when the run has ended and its whole process tree is gone. Never rejects. */
  readonly exited: Promise<Exit>;
  isAlive(): boolean;
  /** Puts one line into the game's console. Rejects if it has ended, or does not read its input. */
  write(line: string): Promise<void>;
  /** Sends a signal to the game's process group, as a terminal would. */
  signal(name: NodeJS.Signals): void;
  /** Asks the game to end; kills it if it is still there after `graceSec`. */
  stop(request: StopRequest, graceSec: number): Promise<Exit>;
  /** Ends the whole process tree at once. */
  kill(): Promise<Exit>;
  /** Cheap: reads a few files, starts nothing. */
  stats(): Promise<Stats>;
  /** Makes `adopt` forget an ended run, once its exit has been reported. */
  forget(): void;
}
