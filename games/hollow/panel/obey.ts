import type { Order, OrderAnswer } from "../../bridge/types.ts";

/** Orders of the panel that this game knows. */
export const TAKEN_ORDERS = [
  "kick",
  "ban",
  "unban",
  "mute",
  "unmute",
  "warn",
  "broadcast",
  "say",
  "reload",
  "shutdown",
  "grant",
] as const;

/** What an administrator would type, and what came of it. */
export type RunLine = (line: string) => Promise<{ ok: boolean; said: string }>;

/** Does an order of the panel, as if it had been typed here: what holds for one holds for the other. */
export async function obey(run: RunLine, { kind, fields }: Order): Promise<OrderAnswer> {
  const line = lineOf(kind, fields);
  if (line === null) return { state: "failed", said: `This game does not know how to ${kind} so.` };
  const { ok, said } = await run(line);
  return { state: ok ? "done" : "failed", said: said || DONE[kind]?.(words(fields.player)) || null };
}

const DONE: Readonly<Record<string, (player: string) => string>> = {
  kick: (player) => `${player} was thrown out.`,
  ban: (player) => `${player} is banned.`,
  unban: (player) => `${player} may come in again.`,
  mute: (player) => `${player} is muted.`,
  unmute: (player) => `${player} may be heard again.`,
  warn: (player) => `${player} was warned.`,
  broadcast: () => "Everybody who is in was told.",
  say: () => "It was said.",
  shutdown: () => "The Hollow closes.",
};

function lineOf(kind: string, fields: Order["fields"]): string | null {
  const player = words(fields.player);
  // A name here is letters alone: anything else would be another command's business.
  if (fields.player !== undefined && !/^[A-Za-z]+$/.test(player)) return null;
  const reason = words(fields.reason);
  const minutes = typeof fields.minutes === "number" ? `${fields.minutes} ` : "";
  switch (kind) {
    case "kick":
      return `kick ${player} ${reason}`;
    case "ban":
    case "mute":
      return `${kind} ${player} ${minutes}- ${reason}`;
    case "unban":
    case "unmute":
      return `${kind} ${player}`;
    case "warn":
      return `warn ${player} ${reason}`;
    case "broadcast":
      return `broadcast ${words(fields.text)}`;
    case "say":
      return `say ${fields.name === undefined ? "" : `(${words(fields.name)}) `}${words(fields.text)}`;
    case "reload":
      return "reload";
    case "shutdown":
      return `shutdown ${Number(fields.delaySec ?? 0)} ${reason}`;
    case "grant":
      return words(fields.what) === "coins" ? `give ${player} ${Number(fields.amount ?? 1)}` : null;
    default:
      return null;
  }
}

function words(value: unknown): string {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
