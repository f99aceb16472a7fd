const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

let least: Level = "info";

/** Entries below this level are left out. */
export function setLogLevel(level: Level): void {
  least = level;
}

function write(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
  const entry = { level, time: new Date().toISOString(), part: "agent", ...fields, msg: message };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** The agent's log: one JSON line an entry on stdout. Never hand it a secret or a server's variables. */
export const log = {
  debug: (message: string, fields?: Record<string, unknown>) => write("debug", message, fields),
  info: (message: string, fields?: Record<string, unknown>) => write("info", message, fields),
  warn: (message: string, fields?: Record<string, unknown>) => write("warn", message, fields),
  error: (message: string, fields?: Record<string, unknown>) => write("error", message, fields),
};
