import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chatLine, chatMessage, isFromDiscord, leftOutInGame, toGame } from "./chat.ts";

const said = (text: string, name = "Ada") => toGame({ name, text, files: 0 });

describe("what goes from a channel to a game", () => {
  it.each([
    ["a line end and all after it", "hello\n/op Ada\r\nstop", "hello /op Ada stop"],
    ["Minecraft's formats", "§4§lred§r and §§4a", "red and 4a"],
    ["Quake's colours", "^1red ^x2^^3", "1red x23"],
    ["choices of Minecraft", "@e look, @a[limit=1] @Ashwyn", "＠e look, ＠a[limit=1] @Ashwyn"],
    ["ANSI and Luanti's escapes", "\u001b[31mred\u001b[0m \u001b(c@#f00)more", "red more"],
    ["what cannot be seen or turns the writing", "a\u202eb\u200b\u0000c\u2028d", "a b c d"],
    ["emoji with an id", "<:kappa:123456789012345678> <a:dance:123456789012345678>", ":kappa: :dance:"],
    ["quotes and backslashes, with which consoles end a word", 'say "x" \\ y', "say 'x' / y"],
    ["half of a pair", "a\ud800b", "a\ufffdb"],
  ])("is without %s", (_what, text, left) => {
    expect(said(text)).toBe(`[Discord] <Ada> ${left}`);
  });

  it("is short, and counts characters", () => {
    const line = said("😀".repeat(500))!;
    expect([...line]).toHaveLength("[Discord] <Ada> ".length + 200);
    expect(line.endsWith("…")).toBe(true);
    expect([...said("hi", "N".repeat(100))!]).toHaveLength("[Discord] <".length + 32 + "> hi".length);
  });

  it("is nothing where nothing is left, and tells of files", () => {
    expect(said("\u200b \n")).toBeNull();
    expect(toGame({ name: "Ada", text: "", files: 1 })).toBe("[Discord] <Ada> [a file]");
    expect(toGame({ name: "Ada", text: "look", files: 2 })).toBe("[Discord] <Ada> look [2 files]");
  });

  it("has a name that is no more than one", () => {
    expect(said("hi", "A> [Discord] <Owner")).toBe("[Discord] <A [Discord] Owner> hi");
    expect(said("hi", "\u200b")).toBe("[Discord] <somebody> hi");
  });

  it("is one line that a game makes nothing of, whatever is written", () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'§^1a&\n\r\u001b[m(c)\u202e"\\@<>: 😀') });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), fc.string({ unit: "binary" }), (text, name) => {
        const line = said(text, name);
        if (line === null) return;
        expect(line).toMatch(/^\[Discord\] <[^<>]+> /);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}§"\\]|\^[0-9A-Za-z]/u);
        expect(isFromDiscord(line)).toBe(true);
      }),
    );
  });

  it("is known again when the game prints it", () => {
    expect(isFromDiscord(`[Server] ${said("hello")}`)).toBe(true);
    expect(isFromDiscord(leftOutInGame(3))).toBe(true);
    expect(isFromDiscord("did you see it on [Discord]?")).toBe(false);
  });
});

describe("what goes from a game to a channel", () => {
  it("mentions nobody and is no markup", () => {
    expect(chatLine("Ash_wyn", "@everyone <@123> **hi** [x](http://x) `y`\nz")).toBe(
      "**Ash\\_wyn** \\@everyone \\<\\@123\\> \\*\\*hi\\*\\* \\[x\\]\\(http\\://x\\) \\`y\\` z",
    );
    expect(chatLine("A", "§4§lred")).toBe("**A** red");
  });

  it("is as many lines as one message holds, after how many are missing", () => {
    const { content, taken } = chatMessage(["one", "two"], 3);
    expect({ content, taken }).toEqual({ content: "-# 3 messages left out\none\ntwo", taken: 2 });
    const long = chatMessage(
      Array.from({ length: 10 }, () => "x".repeat(500)),
      0,
    );
    expect(long.taken).toBe(3);
    expect(long.content.length).toBeLessThanOrEqual(2000);
  });
});
