import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import { discordIdOf, isSuccess, MAX_TRIES, maskedUrl, retryAfterMs, waitAfter } from "./rules.ts";

const failed = { status: 500, timedOut: false, retryAfterMs: null };

describe("the waits between tries", () => {
  it("W5 are those of the specification, give or take a fifth, and end after ten tries", () => {
    const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * SECOND);
    expect(MAX_TRIES).toBe(planned.length + 1);
    planned.forEach((wait, i) => {
      expect(waitAfter(i + 1, failed, 0)).toBe(Math.round(wait * 0.8));
      expect(waitAfter(i + 1, failed, 0.5)).toBe(wait);
      const longest = waitAfter(i + 1, failed, 0.999_999)!;
      expect(longest).toBeGreaterThan(wait * 1.19);
      expect(longest).toBeLessThanOrEqual(wait * 1.2);
    });
    expect(waitAfter(MAX_TRIES, failed, 0)).toBeNull();
  });

  it("leave a receiver that is overloaded or silent alone for a minute at least", () => {
    expect(waitAfter(1, { ...failed, status: null, timedOut: true }, 0)).toBe(MINUTE);
    expect(waitAfter(1, { ...failed, status: 429 }, 0)).toBe(MINUTE);
    expect(waitAfter(3, { ...failed, status: 429 }, 0)).toBe(24 * MINUTE);
  });

  it("are as long as the receiver asks, up to a day", () => {
    expect(waitAfter(1, { ...failed, status: 503, retryAfterMs: 2 * HOUR }, 0)).toBe(2 * HOUR);
    expect(waitAfter(1, { ...failed, status: 429, retryAfterMs: 9 * DAY }, 0)).toBe(DAY);
  });
});

it("reads Retry-After as seconds and as a date", () => {
  const at = Date.parse("2026-11-21T10:00:00Z");
  expect(retryAfterMs("120", at)).toBe(120_000);
  expect(retryAfterMs("0.8", at)).toBe(800);
  expect(retryAfterMs("Sat, 21 Nov 2026 10:02:00 GMT", at)).toBe(120_000);
  expect(retryAfterMs("Sat, 21 Nov 2026 09:00:00 GMT", at)).toBe(0);
  expect(retryAfterMs("soon", at)).toBeNull();
  expect(retryAfterMs(undefined, at)).toBeNull();
});

it("takes 2xx alone for arrived", () => {
  expect([200, 201, 204, 299].every(isSuccess)).toBe(true);
  expect([null, 199, 301, 302, 400, 410, 500].some(isSuccess)).toBe(false);
});

const TOKEN = "abcdefghijklmnopqrstuvwxyz-0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123";

it("W11 knows a webhook of Discord by its address, and no other", () => {
  const of = (text: string) => discordIdOf(new URL(text), "http://127.0.0.1:1234");
  expect(of(`https://discord.com/api/webhooks/1234567890/${TOKEN}`)).toBe("1234567890");
  expect(of(`https://canary.discord.com/api/v10/webhooks/1234567890/${TOKEN}`)).toBe("1234567890");
  expect(of(`https://discordapp.com/api/webhooks/1234567890/${TOKEN}`)).toBe("1234567890");
  expect(of(`http://127.0.0.1:1234/api/webhooks/1234567890/${TOKEN}`)).toBe("1234567890");
  expect(of(`https://discord.com.evil.example/api/webhooks/1234567890/${TOKEN}`)).toBeNull();
  expect(of(`https://notdiscord.com/api/webhooks/1234567890/${TOKEN}`)).toBeNull();
  expect(of("https://discord.com/api/users/1234567890")).toBeNull();
});

it("shows no secret of an address", () => {
  const discord = new URL(`https://discord.com/api/webhooks/1234567890/${TOKEN}`);
  expect(maskedUrl(discord, "1234567890")).toBe("https://discord.com/api/webhooks/1234567890/…");
  const shown = maskedUrl(new URL("https://hooks.example.org:8443/t/s3cr3t?key=abc"), null);
  expect(shown).toBe("https://hooks.example.org:8443/…");
  expect(maskedUrl(new URL("https://example.org"), null)).toBe("https://example.org");
});
