/** Lines on standard output: `TIME LEVEL [topic] text`, see README. The text must have been made safe with `quote`. */
export interface Log {
  info(topic: string, text: string): void;
  warn(topic: string, text: string): void;
  error(topic: string, text: string): void;
}

// Whatever comes in, a record stays one line: the last guard, after `quote` has done the real work.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const line = (level: string, topic: string, text: string): void =>
    write(`${now().toISOString()} ${level} [${topic}] ${text.replace(BREAKS, " ")}\n`);
  return {
    info: (topic, text) => line("INFO", topic, text),
    warn: (topic, text) => line("WARN", topic, text),
    error: (topic, text) => line("ERROR", topic, text),
  };
}
