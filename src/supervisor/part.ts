/** One process that the supervisor keeps running. */
export interface Part {
  /** A short word: it names the log file and begins each line on the terminal. */
  name: string;
  /** What Node is given: options, the file, its arguments. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Not started before something listens there, so that it need not try twice. */
  after?: { host: string; port: number };
  /** SIGTERM where nothing is said. */
  stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed; where nothing is said, what is left of the supervisor's limit. */
  stopLimitMs?: number;
}
