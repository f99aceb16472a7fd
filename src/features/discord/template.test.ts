import { describe, expect, it } from "vitest";
import { filled, unknownFields } from "./template.ts";

const at = new Date("2026-11-21T12:00:00.000Z");

describe("a template", () => {
  it("is filled with what the event says, none of which is markup", () => {
    const text = filled("**{player}** said {text} on {server} {at}: {channel}", {
      type: "game.chat_message",
      at,
      server: "Night_fall",
      payload: { player: "*Ash*", text: "@everyone\n<@1>" },
    });
    expect(text).toBe("**\\*Ash\\*** said \\@everyone \\<\\@1\\> on Night\\_fall <t:1795262400:f>: –");
  });

  it("is cut to what Discord takes, and no field pushes the others out", () => {
    const text = filled("{text} {player}", {
      type: "game.chat_message",
      at,
      server: null,
      payload: { text: "x".repeat(1000), player: "Ash" },
    });
    expect(text).toHaveLength(500 + 4);
    expect(filled("{a}".repeat(300), { type: "t", at, server: null, payload: { a: "y".repeat(100) } })).toHaveLength(
      2000,
    );
  });

  it("names what none of its events has", () => {
    expect(unknownFields("{player} {text} {nothing} {server}", ["game.chat_message"])).toEqual(["nothing"]);
    expect(unknownFields("{player}", ["server.*"])).toEqual(["player"]);
    expect(unknownFields("{player}", ["game.*"])).toEqual([]);
  });
});
