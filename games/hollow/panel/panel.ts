import { type Bridge, bridgeFromEnvironment } from "../../bridge/bridge.ts";
import type { Log } from "../console/log.ts";
import type { GameEvent } from "../game/events.ts";
import type { Game } from "../game/game.ts";
import { quote } from "../game/text.ts";
import type { Accounts } from "../store/accounts.ts";
import { obey, type RunLine, TAKEN_ORDERS } from "./obey.ts";
import { TOLD_KINDS, toldEvent } from "./told-events.ts";
import { areasOf, itemsOf, npcsOf, playersOf, positionsOf, roomsOf } from "./world-view.ts";

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
    }),
    log: (level, text) => log[level]("panel", quote(text)),
  });
  if (!bridge) return null;
  bridge.economy.currency = CURRENCY;
  void tellAccounts(bridge, parts);
  look(bridge, game);
  const looking = setInterval(() => {
    look(bridge, game);
    bridge.event({ kind: "tick", fields: { tick: game.tick, rate: rate() } });
  }, LOOK_MS);
  bridge.start();
  return {
    tell: (event) => tell(bridge, event, choice),
    close: async () => {
      clearInterval(looking);
      look(bridge, game);
      await bridge.close();
    },
  };
}

function tell(bridge: Bridge, event: GameEvent, choice: { readonly tells: boolean }): void {
  const told = toldEvent(event, choice);
  if (told) bridge.event(told);
  if (event.kind === "performed") bridge.command(event.command, event.tookMs, event.failed);
  if (event.kind === "trade") bridge.economy.transact();
  // Who leaves is not looked at again: what they have goes with them.
  if (event.kind === "logout") bridge.economy.set(event.name, event.coins);
}

/** What stands where now; only what has changed goes to the panel. */
function look(bridge: Bridge, game: Game): void {
  bridge.areas.sync(areasOf(game));
  bridge.rooms.sync(roomsOf(game));
  bridge.npcs.sync(npcsOf(game));
  bridge.items.sync(itemsOf(game));
  bridge.positions.sync(positionsOf(game));
  for (const facts of playersOf(game)) bridge.players.set(facts);
  for (const { name, character } of game.players.values()) bridge.economy.set(name, character.coins);
}

/** Everybody who ever played, also those who sleep: their coins are part of what there is. */
async function tellAccounts(bridge: Bridge, { game, accounts, log }: PanelParts): Promise<void> {
  try {
    for (const { name, createdAt, character } of await accounts.all()) {
      if (game.players.has(name.toLowerCase())) continue;
      bridge.economy.set(name, character.coins);
      bridge.players.set({ player: name, character: name, createdAt });
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
