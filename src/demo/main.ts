/**
 * `npm start -- --demo`: a server of Hollow, the game in the box, and players who really play it over telnet. The
 * server is an ordinary one that the machine's operator made: people may stop, restart, change and delete it, and the
 * players come and go with it.
 */
import { hostname, userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { AppError, ERRORS } from "#app/lib/errors.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { isLocalNodeOnline, openGame, startDemoServer } from "./demo-server.ts";
import { Players } from "./players.ts";

const PLAYERS = 8;
const LOOK_EVERY_MS = 1_000;

const log = logOf("demo");
const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => ending.abort());

const runtime = await openRuntime({ connections: 1 });
const account = await operatorAccount(runtime.database);
const operator = operatorActor(account?.id ?? null, `${userInfo().username}@${hostname()}`);

const serverId = await untilDone(async () => ((await isLocalNodeOnline(operator)) ? startDemoServer(operator) : null));
let players: Players | undefined;
await untilDone(async () => {
  players = await follow(serverId!, players);
  return null;
});
await players?.leave();
await runtime.close();
process.exit(0);

/** The players of the game as it runs now: those who are there, new ones for a new run, none where it does not run. */
async function follow(id: string, there: Players | undefined): Promise<Players | undefined> {
  const game = await openGame(operator, id);
  if (game && there?.play(game)) return there;
  await there?.leave();
  if (!game || ending.signal.aborted) return undefined;
  const come = new Players(game, PLAYERS, (line) => log.warn(line));
  log.info(`${PLAYERS} players play Hollow on 127.0.0.1:${game.port}; telnet 127.0.0.1 ${game.port} joins them`);
  return come;
}

/** Looks once a second until `look` gives something or this process is asked to end. Goes on where the database is away. */
async function untilDone<Result>(look: () => Promise<Result | null>): Promise<Result | null> {
  while (!ending.signal.aborted) {
    try {
      const result = await look();
      if (result !== null) return result;
    } catch (error) {
      log.warn({ err: error }, "the demonstration could not be looked after");
      // Refused for good: a node without room, a server that was suspended. Said once; nothing is left to do.
      if (error instanceof AppError && !isPassing(error)) await untilAsked();
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal }).catch(() => {});
  }
  return null;
}

function isPassing({ code }: AppError): boolean {
  return code === "internal" || ERRORS[code].retry;
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    if (ending.signal.aborted) resolve();
    else ending.signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
