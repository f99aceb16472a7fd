import { describe, expect, test } from "vitest";
import { newTable } from "../testing/game.ts";

describe("ways", () => {
  test("are gone by whole name, first letter, GO, and names of their own", () => {
    const table = newTable();
    const player = table.join("Aldric");
    expect(table.type(player, "w")).toContain("The Bent Nail");
    expect(table.type(player, "enter hatch")).toContain("The Cellar");
    expect(table.type(player, "LADDER")).toContain("The Bent Nail");
    expect(table.type(player, "go east")).toContain("The Well Square");
    expect(table.type(player, "u")).toContain("no way");
    expect(table.type(player, "go nowhere")).toContain("no way nowhere");
  });

  test("show who comes and goes to those who are there", () => {
    const table = newTable();
    const [one, two] = [table.join("Aldric"), table.join("Brenna")];
    table.heard(two);
    table.type(one, "north");
    expect(table.heard(two)).toContain("Aldric leaves north.");
    table.type(one, "south");
    expect(table.heard(two)).toContain("Aldric arrives, north from here.");
  });
});

describe("the locked door", () => {
  test("lets nobody through without the key", () => {
    const table = newTable();
    const player = table.join("Aldric", "town.graveyard");
    expect(table.type(player, "look")).toContain("down (locked)");
    expect(table.type(player, "down")).toContain("The iron grille is locked");
    expect(table.type(player, "unlock down")).toContain("You do not have the key");
    expect(player.character.roomId).toBe("town.graveyard");
  });

  test("opens with the key, from both sides, and locks itself again", () => {
    const table = newTable("door", false);
    const player = table.join("Aldric", "town.graveyard");
    player.character.inventory.push("grille-key");
    expect(table.type(player, "unlock grille")).toContain("opens");
    expect(table.type(player, "down")).toContain("The Humming Stair");
    expect(table.type(player, "up")).toContain("The Patient Yard");
    table.type(player, "down");
    table.ticks(120 * 4);
    expect(table.type(player, "up")).toContain("locked");
    expect(table.type(player, "unlock up")).toContain("opens");
    expect(table.type(player, "up")).toContain("The Patient Yard");
  });
});

describe("things", () => {
  test("are worn, wielded and taken off, and change what one can do", () => {
    const table = newTable();
    const player = table.join("Aldric");
    player.character.inventory.push("oak-shield", "billhook");
    expect(table.type(player, "wear shield")).toContain("level 2");
    player.character.level = 2;
    expect(table.type(player, "wear shield")).toContain("You put on the oak shield");
    expect(table.type(player, "wield billhook")).toContain("You wield the billhook");
    expect(player.character.equipment).toEqual({ weapon: "billhook", shield: "oak-shield" });
    expect(player.character.inventory).toContain("kitchen-knife");
    expect(table.type(player, "remove shield")).toContain("You take off");
    expect(player.character.equipment).toEqual({ weapon: "billhook" });
  });

  test("that heal give no more than is missing, and are gone", () => {
    const table = newTable();
    const player = table.join("Aldric");
    player.character.health -= 4;
    expect(table.type(player, "eat bread")).toContain("get back 4 health");
    expect(player.character.inventory.filter((itemId) => itemId === "heel-of-bread")).toHaveLength(1);
  });

  test("of a room grow back there after being taken", () => {
    const table = newTable();
    const player = table.join("Aldric", "town.gallery");
    table.type(player, "get thimble");
    expect(table.game.rooms.get("town.gallery")?.itemIds).toEqual([]);
    table.ticks(900 * 4);
    expect(table.game.rooms.get("town.gallery")?.itemIds).toEqual(["silver-thimble"]);
  });
});

describe("talk", () => {
  test("is answered by those who know something", () => {
    const table = newTable();
    const player = table.join("Aldric", "town.inn");
    expect(table.type(player, "talk hob")).toContain("Start with the rats");
    expect(table.type(player, "ask hob about rats")).toContain("honest work");
    expect(table.type(player, "talk hob taxes")).toContain("nothing to say");
  });

  test("reaches the room, one, or all", () => {
    const table = newTable();
    const [one, two, three] = [table.join("Aldric"), table.join("Brenna"), table.join("Corin", "fen.barge")];
    for (const player of [two, three]) table.heard(player);
    table.type(one, "'hello there");
    expect(table.heard(two)).toContain("Aldric says: hello there");
    expect(table.heard(three)).toBe("");
    table.type(one, "tell corin psst");
    expect(table.heard(three)).toContain("Aldric tells you: psst");
    expect(table.heard(two)).toBe("");
    table.type(three, "reply what?");
    table.type(one, "shout supper!");
    for (const player of [two, three]) expect(table.heard(player)).toContain("Aldric shouts: supper!");
    table.type(one, "bow brenna");
    expect(table.heard(two)).toContain("Aldric bows to you.");
  });
});
