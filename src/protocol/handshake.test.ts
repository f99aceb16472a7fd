import { describe, expect, test } from "vitest";
import {
  createJoinToken,
  createNonce,
  fingerprintOf,
  generateSigningKeys,
  linkText,
  parseJoinToken,
  sign,
  verify,
  welcomeText,
} from "./handshake.ts";

const facts = {
  panelNonce: "p".repeat(16),
  agentNonce: "a".repeat(16),
  host: "panel.example.org",
  hostEpoch: "boot",
  nodeId: "nod_1",
  connectionEpoch: 7,
  panelFingerprint: "f".repeat(64),
};

describe("signatures", () => {
  test("a text is proven by its signer's key alone", async () => {
    const keys = await generateSigningKeys();
    const other = await generateSigningKeys();
    const signature = await sign(keys.privateKey, "text");
    expect(await verify(keys.publicKey, "text", signature)).toBe(true);
    expect(await verify(keys.publicKey, "text.", signature)).toBe(false);
    expect(await verify(other.publicKey, "text", signature)).toBe(false);
  });

  test.each(["", "AAAA", "not base64!", "A".repeat(88)])("%j proves nothing and throws nothing", async (junk) => {
    const keys = await generateSigningKeys();
    expect(await verify(keys.publicKey, "text", junk)).toBe(false);
    expect(await verify(junk, "text", await sign(keys.privateKey, "text"))).toBe(false);
  });

  test("what the agent signs is not what the panel signs, and each fact changes both", () => {
    expect(linkText(facts)).not.toBe(welcomeText(facts));
    for (const key of Object.keys(facts)) {
      const changed = { ...facts, [key]: key === "connectionEpoch" ? 8 : "other" };
      expect(linkText(changed)).not.toBe(linkText(facts));
    }
  });

  test("a fingerprint is 64 hex digits of the key", async () => {
    const { publicKey } = await generateSigningKeys();
    expect(await fingerprintOf(publicKey)).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprintOf(publicKey)).toBe(await fingerprintOf(publicKey));
  });
});

describe("join tokens", () => {
  test("a token carries its secret and the panel's fingerprint", () => {
    const fingerprint = "0123456789abcdef".repeat(4);
    const { token, secret } = createJoinToken(fingerprint);
    expect(secret).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(parseJoinToken(` ${token}\n`)).toEqual({ secret, panelFingerprint: fingerprint });
    expect(createJoinToken(fingerprint).secret).not.toBe(secret);
  });

  test.each([
    "",
    "gkj_",
    "gkj_abc_def",
    `gk_${"a".repeat(43)}_${"0".repeat(64)}`,
    `gkj_${"a".repeat(43)}_${"0".repeat(63)}`,
  ])("%j is none", (text) => {
    expect(parseJoinToken(text)).toBeNull();
  });
});

test("nonces differ", () => {
  expect(new Set(Array.from({ length: 100 }, createNonce)).size).toBe(100);
});
