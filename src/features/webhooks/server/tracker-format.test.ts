import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { killRecorded } from "#app/features/kills/events.ts";
import { execute } from "#app/operation/execute.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { type Receiver, startReceiver } from "#app/testing/receiver.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { until } from "#app/testing/sidecars.ts";
import * as deliveries from "./deliveries.ts";
import { startWebhooks, type Webhooks } from "./sender.ts";
import * as webhooks from "./webhooks.ts";

const ALLOW = "127.0.0.1";
const SECRET = "my-own-secret";

let runtime: TestRuntime;
let owner: SignedIn;
let receiver: Receiver;
let sender: Webhooks;
beforeAll(async () => {
  runtime = await createTestRuntime();
  setEnvironment({ OUTBOUND_ALLOW: ALLOW });
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  receiver = await startReceiver();
  sender = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: ALLOW }), random: () => 0.5 });
});
afterAll(async () => {
  await sender.stop();
  await receiver.close();
  await runtime.close();
});

it("of the kill tracker is sent as its clients know it, signed by the secret they gave, and tried again as they said", async () => {
  receiver.answers((_call, response) => response.writeHead(receiver.received.length > 2 ? 204 : 500).end());
  const { id, secret, url } = await execute(webhooks.create, owner.actor, {
    name: "Overlay",
    url: receiver.url,
    types: ["kill.recorded"],
    format: "kill-tracker",
    secret: SECRET,
    headers: { "X-Custom-Header": "value", Authorization: "Bearer of somebody" },
    retry: { maxRetries: 2, retryDelayMs: 1_000, backoffMultiplier: 3 },
  });
  expect([secret, url]).toEqual([SECRET, receiver.url]);
  const event = pendingEvent(killRecorded, killRecorded.example, now());
  await writeEvents(runtime.database, [event]);
  runtime.ringDoorbell();
  await until(() => receiver.received.length === 1);
  const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]];
  expect(headers).toMatchObject({
    "x-custom-header": "value",
    authorization: "Bearer of somebody",
    "x-webhook-signature": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    "webhook-id": event.id,
  });
  const { killId, killerUserId, weapon, place, victimName } = killRecorded.example;
  expect(JSON.parse(body)).toMatchObject({
    type: "kill.recorded",
    timestamp: expect.any(String),
    data: {
      killId: killId.replace("kil_", "kill_"),
      killerId: killerUserId!.replace("usr_", "user_"),
      victimId: victimName,
      weapon,
      location: place,
      isPvP: true,
    },
  });
  // The first wait is as long as they said, the next one three times that.
  for (const [tries, waitMs] of [
    [2, 1_000],
    [3, 3_000],
  ] as const) {
    await until(async () => (await attempts(id)) === tries - 1);
    advanceClock(waitMs);
    runtime.ringDoorbell();
    await until(() => receiver.received.length === tries);
  }
  await until(async () => (await attempts(id)) === 3);
  const [delivery] = (await execute(deliveries.deliveries, owner.actor, { webhookId: id })).items;
  expect(delivery).toMatchObject({ status: "succeeded", attempts: 3 });
  // What says who somebody is stands in no log.
  const log = JSON.stringify(
    await execute(deliveries.delivery, owner.actor, { webhookId: id, deliveryId: delivery!.id }),
  );
  expect(log).toContain("X-Custom-Header");
  expect(log).not.toContain("Bearer of somebody");
});

async function attempts(webhookId: string): Promise<number> {
  const [delivery] = (await execute(deliveries.deliveries, owner.actor, { webhookId })).items;
  return delivery?.attempts ?? 0;
}
