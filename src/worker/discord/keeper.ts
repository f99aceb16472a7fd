import { type HeldBot, holdBot, LEASE_MS, releaseBot } from "#app/features/discord/server/index.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import type { RunningBot } from "./running-bot.ts";

const TICK_MS = 2_000;
const log = logOf("discord");

export interface DiscordKeeper {
  /** Leaves Discord and lets another process take over. */
  stop(): Promise<void>;
}

/**
 * Runs the panel's bot on Discord, if there is one, for as long as this process holds the lease on it: of several workers one does. What it needs of Discord's
 * library is loaded when it is first wanted, so that a panel without a bot does not pay for it in memory.
 */
export function startDiscord(
  runtime: Runtime,
  { tickMs = TICK_MS, nowMs = () => performance.now() }: { tickMs?: number; nowMs?: () => number } = {},
): DiscordKeeper {
  const name = crypto.randomUUID();
  let running: { of: HeldBot; bot: RunningBot } | null = null;
  /** By the time that has gone, whatever this machine's clock says. */
  let goodUntilMs = 0;
  let looking: Promise<void> | null = null;
  let stopped = false;

  async function end(): Promise<void> {
    const ending = running;
    running = null;
    await ending?.bot.close();
  }

  const isOver = () => nowMs() > goodUntilMs;

  async function look(): Promise<void> {
    const startedMs = nowMs();
    let held: HeldBot | null;
    try {
      held = await holdBot(runtime, name);
    } catch (error) {
      log.warn({ err: error }, "the lease on the bot was not renewed");
      // Another may have it by now.
      if (isOver()) await end();
      return;
    }
    if (held) goodUntilMs = startedMs + LEASE_MS;
    const isSame = running?.of.generation === held?.generation && running?.of.reads === held?.reads;
    if (isSame) return;
    await end();
    if (!held || stopped) return;
    const { runBot } = await import("./bot.ts");
    running = { of: held, bot: runBot(runtime, held) };
  }

  function tick(): void {
    if (stopped) return;
    // A database that neither answers nor refuses must not keep the bot here: by then another process may have it.
    if (looking && isOver()) void end().catch((error) => log.warn({ err: error }, "the bot could not be ended"));
    if (looking) return;
    looking = look()
      .catch((error) => log.error({ err: error }, "the bot could not be looked after"))
      .finally(() => {
        looking = null;
      });
  }

  const timer = setInterval(tick, tickMs);
  tick();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await end();
      await releaseBot(runtime, name).catch((error) => log.warn({ err: error }, "the bot was not given back"));
    },
  };
}
