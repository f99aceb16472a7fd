import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newTable } from "../testing/game.ts";
import { lineOf } from "./lines.ts";
import { createLog } from "./log.ts";

const ALL = { commands: true, rooms: true, damage: true, tells: true };
const AT = new Date("2026-03-04T05:06:07.089Z");
/** Anything a client can send within a line: also escape sequences, separators, bidi marks, halves of surrogates. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "\u001b[31m",
      "\n",
      "\r\n",
      "\u2028",
      "\u2029",
      "\u0085",
      "\u202e",
      "\u009b",
      '"',
      "\\",
      "\ud800",
      "\u0000",
    ),
    fc.constantFrom("2026-03-04T05:06:07.089Z INFO [login] Admin from 127.0.0.1", "[death] ", " in town.well "),
    fc.string({ unit: "grapheme" }),
  ),
});

/** What the log holds after somebody typed this, as the raw bytes that would go out. */
function logOf(line: string): string {
  const table = newTable("log", false);
  const player = table.join("Aldric");
  let written = "";
  const log = createLog(
    (text) => {
      written += text;
    },
    () => AT,
  );
  table.game.emit = (event) => {
    const formed = lineOf(event, ALL);
    if (formed) log.info(...formed);
  };
  table.type(player, line);
  return written;
}

describe("a line of the log", () => {
  test("holds what was said as one JSON string, to its end and no further", () => {
    expect(logOf('say he said "hi" \\ bye')).toBe(
      '2026-03-04T05:06:07.089Z INFO [command] Aldric "say he said \\"hi\\" \\\\ bye"\n' +
        '2026-03-04T05:06:07.089Z INFO [chat] Aldric says "he said \\"hi\\" \\\\ bye" in town.well "The Well Square"\n',
    );
  });

  test.each(["say", "shout", "emote", "tell aldric", "gossip", "look", ""])(
    "cannot be forged by %s, whatever is typed",
    (verb) => {
      fc.assert(
        fc.property(hostile, (text) => {
          // With no verb before it, a letter alone may be one: "n" goes north, and the log says so.
          fc.pre(verb !== "" || !/^\s*[a-z]/i.test(text));
          const written = logOf(`${verb} ${text}`);
          const lines = written.split("\n");
          expect(lines.pop()).toBe("");
          for (const line of lines) {
            const form =
              /^2026-03-04T05:06:07\.089Z INFO \[(command|chat)\] Aldric (?:says |shouts |emotes )?("(?:[^"\\]|\\.)*")(?: in town\.well "The Well Square")?$/;
            expect(line).toMatch(form);
            expect(() => JSON.parse(form.exec(line)?.[2] ?? "")).not.toThrow();
            expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  test("stays one line even if something unquoted should ever get in", () => {
    let written = "";
    createLog(
      (text) => {
        written += text;
      },
      () => AT,
    ).warn("data", "a\nb\u2028c\u001b[0m");
    expect(written).toBe("2026-03-04T05:06:07.089Z WARN [data] a b c [0m\n");
  });
});
