import { expect, it } from "vitest";
import { type ForeignRow, tablesOf } from "../foreign-tables.ts";
import { firstPanel } from "./first.ts";

it("reads a blueprint of the earlier releases, which had columns for what is JSON since", () => {
  const blueprint: ForeignRow = {
    id: "cmold",
    name: "Old",
    description: null,
    imageName: "itzg/minecraft-server",
    imageTag: "java21",
    dockerImages: null,
    startup: "java -jar {{JAR}} --port {{SERVER_PORT}}",
    stopCommand: "end",
    startupDetection: '{"done": "For help"}',
    configFiles: '{"server.properties": {}}',
    installScript: "echo installing",
    variables:
      '[{"name": "Jar", "envVariable": "JAR", "defaultValue": "a.jar", "userEditable": true, "rules": "required"}]',
    config: "{}",
  };
  const [read] = firstPanel(tablesOf(new Map([["blueprints", [blueprint]]]), new Map([["blueprints", 1]]))).blueprints;
  expect(read!.blueprint).toMatchObject({
    name: "Old",
    variables: [{ key: "JAR", default: "a.jar", userEditable: true }],
    start: { argv: ["/bin/bash", "-c", `java -jar \${JAR} --port \${SERVER_PORT}`] },
    stop: { command: "end" },
    readiness: { pattern: "For help" },
  });
  expect(read!.why.join("\n")).toMatch(/installation script[\s\S]*configuration[\s\S]*itzg\/minecraft-server:java21/);
});

it("makes no server start that says nothing of how", () => {
  const { blueprints } = firstPanel(
    tablesOf(new Map([["blueprints", [{ id: "x", name: "Empty", config: null, variables: "nonsense" }]]]), new Map()),
  );
  expect(blueprints[0]!.blueprint.variables).toEqual([]);
  expect(blueprints[0]!.blueprint.stop).toMatchObject({ signal: "SIGTERM" });
});
