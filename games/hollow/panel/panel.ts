import { type Bridge, bridgeFromEnvironment } from "../../bridge/bridge.ts";
import type { PlayerFacts } from "../../bridge/types.ts";
import type { Log } from "../console/log.ts";
import type { GameEvent } from "../game/events.ts";
import type { Game } from "../game/game.ts";
import { quote } from "../game/text.ts";
import type { Accounts } from "../store/accounts.ts";
import { obey, type RunLine, TAKEN_ORDERS } from "./obey.ts";
import { TOLD_KINDS, toldEvent } from "./told-events.ts";
import { areasOf, factsOf, itemsOf, npcsOf, positionsOf, roomsOf } from "./world-view.ts";

const LOOK_MS = 1_000;
const CURRENCY = "coins";
export const VERSION = "1.0";

export interface PanelParts {
  readonly game: Game;
  readonly tickMs: number;
  readonly accounts: Accounts;
  readonly log: Log;
  readonly choice: { readonly tells: boolean };
  readonly run: RunLine;
}

/** What the rest of the game knows of the panel: what happens is told to it, and it is told that the game ends. */
export interface Panel {
  tell(event: GameEvent): void;
  close(): Promise<void>;
}

/** Connects the game to the panel that hosts it. Null: it runs by itself. */
export function openPanel(parts: PanelParts): Panel | null {
  const { game, tickMs, log, choice, run } = parts;
  const rate = tickMeter(game, 1000 / tickMs);
  const load = loadMeter();
  const bridge = bridgeFromEnvironment({
    client: "hollow",
    gameVersion: VERSION,
    tells: TOLD_KINDS,
    takes: TAKEN_ORDERS,
    obey: (order) => obey(run, order),
    figures: () => ({
      tick: game.tick,
      tickRate: rate(),
      memoryMb: Math.round(process.memoryUsage.rss() / 104_857.6) / 10,
      cpuPercent: load(),
    }),
    log: (level, text) => log[level]("panel", quote(text)),
  });
  if (!bridge) return null;
  bridge.economy.currency = CURRENCY;
  const view: View = { bridge, game, failedTries: new Map() };
  void tellAccounts(view, parts);
  look(view);
  const looking = setInterval(() => {
    look(view);
    bridge.event({ kind: "tick", fields: { tick: game.tick, rate: rate() } });
  }, LOOK_MS);
  bridge.start();
  return {
    tell: (event) => tell(view, event, choice),
    close: async () => {
      clearInterval(looking);
      look(view);
      await bridge.close();
    },
  };
}

interface View {
  readonly bridge: Bridge;
  readonly game: Game;
  /** How often a wrong password was given since the right one was, by player. */
  readonly failedTries: Map<string, number>;
}

function tell(view: View, event: GameEvent, choice: { readonly tells: boolean }): void {
  const { bridge } = view;
  const told = toldEvent(event, choice);
  if (told) bridge.event(told);
  if (event.kind === "performed") bridge.command(event.command, event.tookMs, event.failed);
  if (event.kind === "trade") bridge.economy.transact();
  // Who is away is not looked at: what they have is told as it changes.
  if (event.kind === "logout" || event.kind === "purse") bridge.economy.set(event.name, event.coins);
  if (event.kind === "failed_tries") view.failedTries.set(event.name, event.tries);
  if (event.kind === "logout" || event.kind === "failed_tries") bridge.players.set(factsNow(view, event.name));
}

/** What stands where now; only what has changed goes to the panel. */
function look(view: View): void {
  const { bridge, game } = view;
  bridge.areas.sync(areasOf(game));
  bridge.rooms.sync(roomsOf(game));
  bridge.npcs.sync(npcsOf(game));
  bridge.items.sync(itemsOf(game));
  bridge.positions.sync(positionsOf(game));
  for (const { name, character } of game.players.values()) {
    bridge.players.set(factsNow(view, name));
    bridge.economy.set(name, character.coins);
  }
}

function factsNow({ game, failedTries }: View, name: string): PlayerFacts {
  return factsOf(game, name, failedTries.get(name) ?? 0);
}

/** Everybody who ever played, also those who sleep: their coins are part of what there is. */
async function tellAccounts(view: View, { accounts, log }: PanelParts): Promise<void> {
  const { bridge, game } = view;
  try {
    for (const { name, createdAt, character } of await accounts.all()) {
      if (game.players.has(name.toLowerCase())) continue;
      bridge.economy.set(name, character.coins);
      bridge.players.set({ ...factsNow(view, name), createdAt });
    }
  } catch (error) {
    log.warn(
      "panel",
      quote(`the accounts could not be read: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** Ticks a second as they really came since it was last asked; before that, as they should. */
function tickMeter(game: Game, planned: number): () => number {
  let last = { tick: game.tick, atMs: performance.now(), rate: planned };
  return () => {
    const atMs = performance.now();
    if (atMs - last.atMs >= LOOK_MS) {
      const rate = Math.round(((game.tick - last.tick) * 100_000) / (atMs - last.atMs)) / 100;
      last = { tick: game.tick, atMs, rate };
    }
    return last.rate;
  };
}

/** How busy this process was since it was last asked, in percent of one core. */
function loadMeter(): () => number {
  let last = { used: process.cpuUsage(), atMs: performance.now() };
  return () => {
    const { user, system } = process.cpuUsage(last.used);
    const elapsedMs = Math.max(1, performance.now() - last.atMs);
    last = { used: process.cpuUsage(), atMs: performance.now() };
    return Math.round((user + system) / elapsedMs) / 10;
  };
}
