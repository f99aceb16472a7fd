import { setTimeout as pause } from "node:timers/promises";
import { type Client, Events, Status } from "discord.js";

/** Nobody waits longer for a client to end: a worker that is asked to end has less than two seconds. */
const LEAVE_MS = 1_000;
const LOOK_MS = 20;
/** What is not one of these is being let in, or will connect again. */
const AT_REST: readonly Status[] = [Status.Ready, Status.Nearly, Status.WaitingForGuilds, Status.Disconnected];

/**
 * Ends a client for good; it hears nothing any more from now on. While a client waits for Discord's answer its library must not be told to end: it takes the
 * end for an answer that did not come, connects again, and whoever awaits the end waits for ever. So it is let in first. Where that takes longer than a
 * second it ends later, by itself.
 */
export async function leave(client: Client, signedIn: Promise<unknown>): Promise<void> {
  client.removeAllListeners();
  // Without a listener for them, errors end the process.
  client.on(Events.Error, () => {});
  const over = new AbortController();
  await Promise.race([
    endAtRest(client, signedIn),
    pause(LEAVE_MS, undefined, { signal: over.signal }).catch(() => {}),
  ]);
  over.abort();
}

async function endAtRest(client: Client, signedIn: Promise<unknown>): Promise<void> {
  await signedIn.catch(() => {});
  while (!client.ws.shards.every(({ status }) => AT_REST.includes(status)))
    await pause(LOOK_MS, undefined, { ref: false });
  await client.destroy();
}
