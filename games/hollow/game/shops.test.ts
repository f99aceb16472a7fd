import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newTable } from "../testing/game.ts";
import { askedPrice, givenPrice } from "./shops.ts";

describe("a shop", () => {
  test("sells, takes the price and has one less", () => {
    const table = newTable();
    const player = table.join("Aldric", "town.stillroom");
    player.character.coins = 20;
    expect(table.type(player, "list")).toContain("14  red draught, 12 left");
    expect(table.type(player, "buy red")).toContain("for 14 coins");
    expect(player.character).toMatchObject({ coins: 6 });
    expect(player.character.inventory).toContain("red-draught");
    expect(table.type(player, "list")).toContain("11 left");
    expect(table.type(player, "buy red")).toContain("It costs 14 coins; you have 6");
    expect(player.character.coins).toBe(6);
  });

  test("runs out, and is restocked by and by", () => {
    const table = newTable();
    const player = table.join("Brenna", "town.stillroom");
    player.character.coins = 10_000;
    for (const _ of [1, 2]) table.type(player, "buy black");
    expect(table.type(player, "buy black")).toContain("out of black draught");
    table.ticks(60 * 4);
    expect(table.type(player, "buy black")).toContain("You buy a black draught");
  });

  test("never pays as much as it asks, so that no wheel makes coins", () => {
    const { game } = newTable("prices", false);
    for (const { shop } of game.world.rooms.values())
      if (shop)
        for (const item of game.world.items.values())
          expect(givenPrice(shop, item)).toBeLessThan(askedPrice(shop, item));
  });

  test("whatever is bought, sold, dropped and given, no purse goes below nothing and the sums agree", () => {
    const act = fc.constantFrom(
      ...["buy knife", "buy thimble", "sell all", "sell knife", "sell bread", "drop knife", "get all", "get knife"],
      ...[
        "give 7 coins to brenna",
        "give 999999999 coins to brenna",
        "give -5 coins to brenna",
        "give knife to brenna",
      ],
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.nat({ max: 200 }), (acts, coins) => {
        const table = newTable("shop", false);
        const [one, two] = [table.join("Aldric", "town.pawn"), table.join("Brenna", "town.pawn")];
        one.character.coins = coins;
        let traded = 0;
        table.game.emit = (event) => {
          if (event.kind === "trade") traded += event.act === "sold" ? event.price : -event.price;
        };
        for (const line of acts) {
          table.type(one, line);
          expect(one.character.coins).toBeGreaterThanOrEqual(0);
        }
        expect(one.character.coins + two.character.coins).toBe(coins + 10 + traded);
      }),
      { numRuns: 60 },
    );
  });
});
