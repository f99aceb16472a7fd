import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Blueprint } from "./blueprint.ts";
import { parseBlueprint } from "./blueprint-text.ts";
import { renderArguments, renderCommand, renderInnerPath, templateValues } from "./render-spec.ts";
import { resolveBlueprint, type ServerSettings } from "./resolve-blueprint.ts";
import type { VariableValue } from "./variable.ts";

const BOX = path.resolve("blueprints");
const inTheBox = readdirSync(BOX)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, text: readFileSync(path.join(BOX, name), "utf8") }));

function boxed(id: string): Blueprint {
  const text = inTheBox.find(({ name }) => name === `${id}.yaml`)?.text ?? "";
  const parsed = parseBlueprint(text);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.blueprint;
}

function settingsFor(blueprint: Blueprint, variables: Record<string, VariableValue> = {}): ServerSettings {
  return {
    variables,
    allocations: blueprint.ports.map(({ name }, index) => ({
      name,
      port: 25_500 + index,
      address: "127.0.0.1",
      primary: index === 0,
    })),
    limits: blueprint.limits.default,
  };
}

const SMALL = {
  format: 1,
  id: "small",
  name: "Small",
  version: "1",
  game: "Small",
  variables: [
    { key: "MOTD", label: "Message", type: "string", default: "hello" },
    { key: "SLOTS", label: "Slots", type: "integer", default: 8, min: 1, max: 64 },
    { key: "TOKEN", label: "Token", type: "secret", required: false },
    { key: "PVP", label: "Fighting", type: "boolean", default: true, whenTrue: "on", whenFalse: "off" },
  ],
  ports: [{ name: "game", label: "Game", protocol: "udp", variable: "PORT" }],
  start: {
    argv: ["./game", "--motd", "{{MOTD}}", "--slots={{SLOTS}}", "--pvp", "{{PVP}}", "--port={{PORT}}", "{{TOKEN}}"],
  },
  stop: { command: "quit" },
};

function problemsOf(change: object): string[] {
  const parsed = Blueprint.safeParse({ ...SMALL, ...change });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("blueprints in the box", () => {
  test.each(inTheBox)("$name is whole, and makes a server without any setting", ({ name, text }) => {
    const parsed = parseBlueprint(text);
    if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems, null, 2));
    expect(`${parsed.blueprint.id}.yaml`).toBe(name);
    expect(resolveBlueprint(parsed.blueprint, settingsFor(parsed.blueprint))).toHaveProperty("spec");
  });

  test("the same document as JSON is the same blueprint", () => {
    for (const { text } of inTheBox) {
      const parsed = parseBlueprint(text);
      expect(parseBlueprint(JSON.stringify("blueprint" in parsed ? parsed.blueprint : null))).toEqual(parsed);
    }
  });

  test("minecraft-java says what it really is", () => {
    expect(boxed("minecraft-java").description).toContain("flying-squid");
  });
});

describe("a blueprint that is wrong says where", () => {
  test.each([
    [{ format: 2 }, "format: must be 1, the only format there is"],
    [{ start: { argv: ["{{NOBODY}}"] } }, "start.argv.0: {{NOBODY}} is not a variable of this blueprint"],
    [{ start: { argv: ["{{motd}}"] } }, "start.argv.0: has a {{ that is not the name of a variable, like {{PORT}}"],
    [{ start: { argv: ["a\nb"] } }, "start.argv.0: must be a single line"],
    [{ readiness: { port: "query" } }, "readiness.port: query is not a port of this blueprint"],
    [
      { install: [{ name: "Out", type: "mkdir", path: "../other" }] },
      "install.0.path: must be a path inside the server's folder, without ..",
    ],
    [
      { install: [{ name: "Any", type: "npm", package: "squid", version: "latest" }] },
      "install.0.version: must be one exact version",
    ],
    [
      { variables: [{ key: "PORT", label: "Port", type: "integer" }], start: { argv: ["x"] } },
      "ports.0.variable: PORT is taken already",
    ],
    [
      { variables: [{ key: "NODE", label: "Node", type: "string" }], start: { argv: ["x"] } },
      "variables.0.key: NODE is taken already",
    ],
    [
      { variables: [{ key: "N", label: "N", type: "integer", default: 9, max: 5 }], start: { argv: ["x"] } },
      "variables.0.default: must be at most 5",
    ],
    [
      { console: { events: [{ event: "tick", pattern: "(?=x)" }] } },
      "console.events.0.pattern: is not a regular expression of the RE2 kind (no look-around, no back-references)",
    ],
    [{ limits: { minimum: { memoryMiB: 4096 } } }, "limits.default.memoryMiB: is below the minimum of 4096"],
    [
      { commands: [{ name: "say", label: "Say", template: "say {{MOTD}}" }] },
      "commands.0.template: {{MOTD}} is not a variable of this blueprint",
    ],
  ])("%j", (change, problem) => {
    expect(problemsOf(change)).toContain(problem);
  });

  test("unknown fields are named", () => {
    expect(problemsOf({ starts: {} }).join()).toContain("starts");
  });

  test("text that is no YAML, or a bomb of aliases, is a problem and not a fault", () => {
    expect(parseBlueprint("a: [")).toMatchObject({ problems: [{ path: "" }] });
    const bomb = [
      "a: &a [1,1,1,1,1,1,1,1]",
      ..."bcdefgh".split("").map((key, i) => `${key}: &${key} [${Array(8).fill(`*${"abcdefgh"[i]}`).join(",")}]`),
    ];
    expect(parseBlueprint(bomb.join("\n"))).toHaveProperty("problems");
  });
});

describe("resolving", () => {
  const small = Blueprint.parse(SMALL);
  const builtins = {
    NODE: "/bin/node",
    BOX: "/box",
    SERVER_ID: "srv_1",
    SERVER_DIRECTORY: "/srv",
    PANEL_URL: "http://panel",
  };

  function argvOf(variables: Record<string, VariableValue>): string[] {
    const resolved = resolveBlueprint(small, settingsFor(small, variables));
    if ("problems" in resolved) throw new Error(JSON.stringify(resolved.problems));
    return renderArguments(resolved.spec.start.argv, templateValues(resolved.spec, builtins));
  }

  test("defaults fill what is left out", () => {
    expect(argvOf({})).toEqual(["./game", "--motd", "hello", "--slots=8", "--pvp", "on", "--port=25500", ""]);
  });

  test("a value stays one argument, and is not read as a template", () => {
    const motd = 'a b; rm -rf / --slots=1 "{{NODE}}" $(id) {{TOKEN}}';
    expect(argvOf({ MOTD: motd, PVP: "false", SLOTS: "12" })).toEqual([
      "./game",
      "--motd",
      motd,
      "--slots=12",
      "--pvp",
      "off",
      "--port=25500",
      "",
    ]);
  });

  test("a port is told with the protocol that its blueprint gives it, so that the agent can see whether it is free", () => {
    const both = Blueprint.parse({ ...SMALL, ports: [{ ...SMALL.ports[0], protocol: "both" }] });
    expect(resolveBlueprint(both, settingsFor(both))).toMatchObject({
      spec: { allocations: [{ name: "game", port: 25_500, protocol: "both" }] },
    });
  });

  test("all that is wrong is said at once, each with its path", () => {
    const settings = {
      ...settingsFor(small, { MOTD: "a\nb", SLOTS: 65, PVP: "perhaps", OTHER: "x" }),
      allocations: [],
    };
    const resolved = resolveBlueprint(small, { ...settings, limits: { ...settings.limits, memoryMiB: 8 } });
    expect(resolved).toEqual({
      problems: [
        { path: ["variables", "OTHER"], message: "is not a variable of this blueprint" },
        { path: ["variables", "MOTD"], message: "must be a single line" },
        { path: ["variables", "SLOTS"], message: "must be at most 64" },
        { path: ["variables", "PVP"], message: "must be true or false" },
        { path: ["allocations", "game"], message: "has no port" },
        { path: ["limits", "memoryMiB"], message: "must be at least 16" },
      ],
    });
  });

  test("a variable cannot lead a path out of the server's folder", () => {
    expect(() => renderInnerPath("worlds/{{W}}", { W: "../../etc" })).toThrow("not a path inside");
    expect(renderInnerPath("worlds/{{W}}", { W: "one" })).toBe("worlds/one");
  });

  test.each(["1e400", "", " ", "0x", "9007199254740993", "1.5"])("%j is no whole number", (value) => {
    expect(resolveBlueprint(small, settingsFor(small, { SLOTS: value }))).toHaveProperty("problems");
  });
});

describe("commands", () => {
  const kick = boxed("minecraft-java").commands.find(({ name }) => name === "kick")!;

  test("an argument fills its place", () => {
    expect(renderCommand(kick, { PLAYER: "Alice", REASON: "be nice" })).toEqual({ line: "kick Alice be nice" });
    expect(renderCommand(kick, { PLAYER: "Alice" })).toEqual({ line: "kick Alice" });
  });

  test.each<Record<string, string>>([
    { PLAYER: "Alice\nop Mallory" },
    { PLAYER: "Alice", REASON: "x\rstop" },
    { PLAYER: "Alice", REASON: "x\u2028stop" },
    { PLAYER: "Alice Bob" },
    { PLAYER: "" },
    { PLAYER: "Alice", OTHER: "x" },
  ])("%j is refused", (given) => {
    expect(renderCommand(kick, given)).toHaveProperty("problems");
  });
});
