import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newSecret, signatureHeaders } from "./signature.ts";

const BODIES = { ascii: '{"a":1}', accents: '{"name":"Größe Ω 日本"}', emoji: '{"name":"🦊👩‍🚀"}', empty: "" };

describe.each(Object.entries(BODIES))("W1 a signature over a body: %s", (_name, body) => {
  const secret = newSecret();
  const sign = (at = new Date()) => signatureHeaders({ id: "evt_1", at, body, secrets: [secret] });

  it("is what a library for Standard Webhooks accepts", () => {
    expect(() => new Webhook(secret).verify(body, sign(), { jsonParser: () => null } as never)).not.toThrow();
  });

  it("is not that of a body, an id or a secret that differ", () => {
    const headers = sign();
    const flipped = body === "" ? " " : `${body.slice(0, -1)}${body.endsWith("}") ? "]" : "}"}`;
    expect(() => new Webhook(secret).verify(flipped, headers)).toThrow("No matching signature");
    expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "evt_2" })).toThrow("No matching");
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow("No matching signature");
  });

  it("is refused when it is more than five minutes old, or of the future", () => {
    const aside = (seconds: number) => sign(new Date(Date.now() + seconds * 1000));
    expect(() => new Webhook(secret).verify(body, aside(-301))).toThrow("too old");
    expect(() => new Webhook(secret).verify(body, aside(302))).toThrow("too new");
  });
});

it("a secret has the form and the length that the specification asks for", () => {
  const secrets = Array.from({ length: 50 }, newSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
    expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
  }
});
