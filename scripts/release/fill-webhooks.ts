import { operations } from "#app/features/registry.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";

const WAIT_MS = 10_000;

/** A webhook whose test could not be delivered, because its host leads to no public address, and a channel of Discord. */
export async function addWebhooks(runtime: Runtime, owner: Actor): Promise<void> {
  const { id: webhookId } = await execute(operations.webhooks.create, owner, {
    name: "Status page",
    url: "https://hooks.example.org/gamekeeper",
    types: ["server.*"],
  });
  await execute(operations.webhooks.create, owner, {
    name: "Status channel",
    url: `https://discord.com/api/webhooks/1234567890/${"x".repeat(68)}`,
    types: ["server.exited"],
  });
  const { deliveryId } = await execute(operations.webhooks.test, owner, { webhookId });
  const outbound = openOutboundHttp({ resolve: async () => [{ address: "127.0.0.1", family: 4 }] });
  const webhooks = await startWebhooks(runtime, { outbound });
  try {
    for (const giveUpAt = Date.now() + WAIT_MS; ; ) {
      const { attempts } = await execute(operations.webhooks.delivery, owner, { webhookId, deliveryId });
      if (attempts > 0) return;
      if (Date.now() > giveUpAt) throw new Error("The webhook's test was not tried.");
      await new Promise((done) => setTimeout(done, 20));
    }
  } finally {
    await webhooks.stop();
  }
}
