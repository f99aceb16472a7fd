import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { GAME_EVENT_KINDS } from "#app/features/games/game-event.ts";
import { isPermission } from "#app/lib/permissions.ts";
import { EVENT_TYPES, matchesType, typesOf } from "./catalogue.ts";
import { publishedExample } from "./published-example.ts";
import { StreamedEvent, TYPE_PATTERN } from "./schema.ts";

describe.each([...EVENT_TYPES.values()])("$type", (event) => {
  it("is called by a noun and what happened to it", () => expect(event.type).toMatch(TYPE_PATTERN));

  it("has a sentence, a permission of the vocabulary and an example that its schema takes", () => {
    expect(event.summary).toMatch(/^[A-Z].+\.$/);
    expect(isPermission(event.permission)).toBe(true);
    const shown = publishedExample(event);
    expect(StreamedEvent.parse(shown)).toEqual(shown);
    expect(event.payload.parse(event.example)).toEqual(event.example);
  });
});

it("holds every event of every feature, once", () => {
  const features = path.resolve("src/features");
  const said = readdirSync(features).flatMap((name) => {
    const file = path.join(features, name, "events.ts");
    try {
      return [...readFileSync(file, "utf8").matchAll(/^\s*type: "([a-z_.]+)"/gm)].map(([, type]) => type!);
    } catch {
      return [];
    }
  });
  const inGames = GAME_EVENT_KINDS.map((kind) => `game.${kind}`);
  expect([...said, ...inGames].toSorted()).toEqual([...EVENT_TYPES.keys()]);
});

it("finds types by name, by noun and all", () => {
  expect(typesOf("server.exited").map(({ type }) => type)).toEqual(["server.exited"]);
  expect(typesOf("node.*").map(({ type }) => type)).toContain("node.connected");
  expect(typesOf("*")).toHaveLength(EVENT_TYPES.size);
  expect(typesOf("nod.*")).toEqual([]);
  expect(matchesType(["server.*"], "server.exited")).toBe(true);
  expect(matchesType(["server.*"], "servers.exited")).toBe(false);
  expect(matchesType([], "server.exited")).toBe(false);
  expect(matchesType(null, "server.exited")).toBe(true);
});
