import { expect, it } from "vitest";
import { cut, discordWaitMs, embedOf, fitting, messageOf, plain } from "./discord.ts";

const at = "2026-11-21T10:00:00.000Z";
const event = (payload: unknown, type = "server.exited") => ({ type, at, payload });

it("W11 says a foreign name as plain text that pings nobody", () => {
  const name = "@everyone **<@1234>** [x](https://evil.example) \u202Egnp.exe\u200B";
  const embed = embedOf(event({ name }), "Panel");
  expect(embed.title).toBe(
    "server exited: \\@everyone \\*\\*\\<\\@1234\\>\\*\\* \\[x\\]\\(https\\://evil.example\\) gnp.exe",
  );
  expect(messageOf([embed]).allowed_mentions).toEqual({ parse: [] });
});

it("W11 keeps a long line within Discord's limits, cut between characters", () => {
  const payload = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`field${i}`, "😀".repeat(5_000)]));
  const embed = embedOf(event({ name: "😀".repeat(5_000), ...payload }), "p".repeat(3_000));
  expect(embed.title.length).toBeLessThanOrEqual(256);
  expect(embed.fields.length).toBeLessThanOrEqual(25);
  for (const { value } of embed.fields) {
    expect(value.length).toBeLessThanOrEqual(1024);
    expect(value.isWellFormed()).toBe(true);
    expect(value.endsWith("…")).toBe(true);
  }
  const [only, ...others] = fitting([embed, embed]);
  expect(others).toEqual([]);
  const size = JSON.stringify([
    only!.title,
    only!.footer.text,
    ...only!.fields.flatMap((f) => [f.name, f.value]),
  ]).length;
  expect(size).toBeLessThan(6_200);
});

it("puts at most ten events into one message", () => {
  const embeds = Array.from({ length: 14 }, () => embedOf(event({ name: "Nightfall", code: 1 }), "Panel"));
  expect(fitting(embeds)).toHaveLength(10);
});

it("gives no field that Discord refuses as empty", () => {
  const { fields } = embedOf(event({ a: "\u200B", b: "", c: null, d: 0 }), "Panel");
  expect(fields.map(({ name, value }) => [name, value])).toEqual([
    ["a", "–"],
    ["d", "0"],
  ]);
});

it("cuts no escape in half", () => {
  expect(cut(plain("**********"), 8)).toBe("\\*\\*\\*…");
  expect(cut("abc", 3)).toBe("abc");
  expect(cut("abcd", 3)).toBe("ab…");
});

it("W11 waits as long as Discord asks", () => {
  expect(discordWaitMs(429, {}, '{"retry_after": 0.8, "global": false}')).toBe(800);
  expect(discordWaitMs(429, { "x-ratelimit-reset-after": "1.5" }, "rate limited")).toBe(1_500);
  expect(discordWaitMs(429, {}, "")).toBe(1_000);
  expect(discordWaitMs(204, { "x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "0.3" }, "")).toBe(300);
  expect(discordWaitMs(204, { "x-ratelimit-remaining": "4", "x-ratelimit-reset-after": "0.3" }, "")).toBe(0);
});
