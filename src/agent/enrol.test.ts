import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import {
  createJoinToken,
  enrolText,
  fingerprintOf,
  generateSigningKeys,
  type SigningKeys,
  sign,
} from "#app/protocol/handshake.ts";
import { SCRIPTED_FACTS } from "#app/testing/scripted-agent.ts";
import { enrolWhenPossible, Refused } from "./enrol.ts";

const NODE_ID = "nod_01930000000070008000000000000001";
type Answer = (outgoing: ServerResponse, asked: { nonce: string; publicKey: string }) => Promise<void> | void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A panel that gives these answers to who wants to join, one after the other; when each was asked for. */
async function panel(keys: SigningKeys, answers: Answer[]) {
  const askedAtMs: number[] = [];
  const server = createServer(async (incoming: IncomingMessage, outgoing) => {
    askedAtMs.push(performance.now());
    let text = "";
    for await (const chunk of incoming) text += chunk;
    await answers.shift()!(outgoing, JSON.parse(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const panelUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { publicKey } = await generateSigningKeys();
  const { token } = createJoinToken(await fingerprintOf(keys.publicKey));
  const enrolment = { panelUrl, joinToken: token, insecure: false, publicKey, facts: SCRIPTED_FACTS };
  return { enrolment, askedAtMs };
}

const refusal =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (outgoing) =>
    void outgoing.writeHead(status, headers).end(JSON.stringify({ error: { code: "refused", message: "Not you." } }));

const welcome =
  (keys: SigningKeys): Answer =>
  async (outgoing, { nonce, publicKey }) => {
    const signature = await sign(keys.privateKey, enrolText({ nonce, nodeId: NODE_ID, publicKey }));
    outgoing.end(JSON.stringify({ nodeId: NODE_ID, panelPublicKey: keys.publicKey, signature }));
  };

test("an agent that comes when too many join waits as long as it was told, and joins then", async () => {
  const keys = await generateSigningKeys();
  const { enrolment, askedAtMs } = await panel(keys, [refusal(429, { "retry-after": "1" }), welcome(keys)]);
  const membership = await enrolWhenPossible(enrolment, new AbortController().signal);
  expect(membership).toMatchObject({ nodeId: NODE_ID, panelUrl: enrolment.panelUrl });
  expect(askedAtMs).toHaveLength(2);
  expect(askedAtMs[1]! - askedAtMs[0]!, "no sooner than it was told").toBeGreaterThan(950);
});

test("a panel that has no time is asked again, whether it says when or not", async () => {
  const keys = await generateSigningKeys();
  const past = new Date(Date.now() - 60_000).toUTCString();
  const answers = [refusal(503, { "retry-after": past }), refusal(429), welcome(keys)];
  const { enrolment, askedAtMs } = await panel(keys, answers);
  expect(await enrolWhenPossible(enrolment, new AbortController().signal)).not.toBeNull();
  expect(askedAtMs).toHaveLength(3);
});

test("a refusal is final, and an agent that ends waits for nothing", async () => {
  const keys = await generateSigningKeys();
  const refused = await panel(keys, [refusal(401)]);
  await expect(enrolWhenPossible(refused.enrolment, new AbortController().signal)).rejects.toThrow(Refused);
  const ending = new AbortController();
  const busy = await panel(keys, [
    (outgoing, asked) => {
      refusal(429, { "retry-after": "600" })(outgoing, asked);
      setImmediate(() => ending.abort());
    },
  ]);
  expect(await enrolWhenPossible(busy.enrolment, ending.signal)).toBeNull();
  expect(busy.askedAtMs).toHaveLength(1);
});
