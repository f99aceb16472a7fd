import { expect, it } from "vitest";
import { rankCommands } from "./rank-commands.ts";

const commands = [
  { label: "Store", group: "Go to" },
  { label: "Restart server", group: "Nightfall", keywords: ["reboot"] },
  { label: "Create backup", group: "Nightfall" },
  { label: "Forestwood", group: "Servers" },
];
const labels = (query: string) => rankCommands(commands, query).map((command) => command.label);

it("puts the beginning of a word before its inside", () => {
  expect(labels("re")).toEqual(["Restart server", "Store", "Create backup", "Forestwood"]);
});

it("finds by group and by other words for the same act", () => {
  expect(labels("night back")).toEqual(["Create backup"]);
  expect(labels("reboot")).toEqual(["Restart server"]);
});

it("wants every typed word", () => {
  expect(labels("restart moon")).toEqual([]);
});
