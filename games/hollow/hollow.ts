import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import net from "node:net";
import { runAdmin, runAdminLine } from "./console/admin.ts";
import { lineOf } from "./console/lines.ts";
import type { Log } from "./console/log.ts";
import { Shutdown } from "./console/shutdown.ts";
import { readLines } from "./console/stdin.ts";
import { createGame, type Game, tellAll } from "./game/game.ts";
import { type Heart, startHeart } from "./game/heart.ts";
import { populate } from "./game/npcs.ts";
import { paint, quote } from "./game/text.ts";
import { advance, countNpcs } from "./game/tick.ts";
import { Lobby } from "./net/lobby.ts";
import type { Options } from "./options.ts";
import { openPanel, type Panel } from "./panel/panel.ts";
import { Accounts } from "./store/accounts.ts";
import { Bans } from "./store/bans.ts";
import { loadWorld } from "./world/load.ts";

const SWEEP_MS = 1_000;
const STATS_MS = 60_000;
/** Supervisors wait two seconds; a disk that hangs must not make us wait for more. */
const CLOSE_MS = 1_700;

/** Something outside keeps the game from starting: a taken port, a folder that cannot be written. */
export class StartError extends Error {}

/** Puts the parts together and opens the port. Throws `WorldError` or `StartError`; afterwards it runs by itself. */
export async function openHollow(options: Options, log: Log): Promise<void> {
  const world = loadWorld(options.world);
  makeFolder(options.data);
  const accounts = new Accounts(options.data, log);
  const bans = new Bans(options.data, log);
  await bans.load();
  const game = createGame(world, options.seed || randomBytes(8).toString("hex"));
  const lobby = new Lobby(game, accounts, bans, { ...options, title: options.name }, log);
  let panel: Panel | null = null;
  game.emit = (event) => {
    panel?.tell(event);
    const line = lineOf(event, options.log);
    if (line) log.info(...line);
    if (event.kind === "logout") lobby.left(event.name);
  };
  populate(game);
  const server = net.createServer((socket) => lobby.accept(socket));
  const port = await listen(server, options);

  const heart = startHeart(options.tickMs, () => beat(game, log));
  const timers = [
    setInterval(() => void save(lobby, log), options.saveSec * 1_000),
    setInterval(() => lobby.sweep(Date.now()), SWEEP_MS),
    setInterval(() => log.info("stats", statsText(game, heart, true)), STATS_MS),
  ];
  let closing = false;
  const close = (reason: string): void => {
    if (closing) return;
    closing = true;
    for (const timer of timers) clearInterval(timer);
    heart.stop();
    server.close();
    void closeDown(lobby, log, reason, panel);
  };
  watchProcess(close, log);
  const shutdown = new Shutdown(log, (text) => tellAll(game, text), close);
  const parts = { game, lobby, accounts, bans, log, shutdown, worldFolder: options.world };
  const orders = { ...parts, save: () => save(lobby, log), stats: () => statsText(game, heart, false) };
  // One order after the other, so that a `kick` right behind a `ban` finds the ban done.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const done = last.then(run);
    last = done;
    return done;
  };
  readLines(process.stdin, (line) => void inTurn(() => runAdminLine(orders, line)));
  panel = openPanel({
    game,
    tickMs: options.tickMs,
    accounts,
    log,
    choice: options.log,
    run: (line) => inTurn(() => runAdmin(orders, line)),
  });
  log.info("server", `Hollow is ready on port ${port}, ${world.rooms.size} rooms in ${world.areas.size} areas`);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartError(`the data folder cannot be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function listen(server: net.Server, { port, host }: Options): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE" ? "is already in use" : `cannot be opened (${error.code ?? error.message})`;
      reject(new StartError(`port ${port} on ${host} ${why}`));
    });
    server.listen({ port, host }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** A fault in one beat is told and the world goes on; it would be worse for everybody if it stood still. */
function beat(game: Game, log: Log): void {
  try {
    advance(game);
  } catch (error) {
    log.error("fault", quote(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }
}

async function save(lobby: Lobby, log: Log): Promise<void> {
  const began = performance.now();
  const count = await lobby.saveAll();
  log.info("save", `${count} players in ${Math.round(performance.now() - began)} ms`);
}

function statsText(game: Game, heart: Heart, forget: boolean): string {
  const { ticks, meanMs, maxMs, late } = heart.report(forget);
  const rss = Math.round(process.memoryUsage.rss() / 1_048_576);
  const load = `mean ${meanMs.toFixed(2)} ms, max ${maxMs.toFixed(2)} ms, ${late} late of ${ticks}`;
  return `tick ${game.tick}, ${game.players.size} players, ${countNpcs(game)} npcs, ${load}, rss ${rss} MiB`;
}

async function closeDown(lobby: Lobby, log: Log, reason: string, panel: Panel | null): Promise<void> {
  log.info("shutdown", `now: ${quote(reason)}`);
  const limit = setTimeout(() => {
    log.error("server", "Hollow has stopped, but not all players could be saved in time");
    process.exit(1);
  }, CLOSE_MS);
  const count = await lobby.closeAll(paint("system", "*** The Hollow closes. What is yours is kept. ***"));
  await panel?.close();
  clearTimeout(limit);
  log.info("server", `Hollow has stopped, ${count} players saved`);
  process.exit(0);
}

function watchProcess(close: (reason: string) => void, log: Log): void {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => close(signal));
  process.on("uncaughtException", (error) => {
    log.error("fault", quote(error.stack ?? error.message));
    process.exitCode = 1;
    close("fault");
  });
}
