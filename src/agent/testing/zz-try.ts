import { readFileSync } from "node:fs";
import { parseBlueprint } from "../../features/hosting/blueprint-text.ts";
import { resolveBlueprint } from "../../features/hosting/resolve-blueprint.ts";
import { DesiredServer } from "../../features/hosting/server-spec.ts";
import { newId } from "../../lib/id.ts";
import { TestAgent, until } from "../../agent/testing/test-agent.ts";
const [id = "", ...lines] = process.argv.slice(2);
const parsed = parseBlueprint(readFileSync(`/work/main/blueprints/${id}.yaml`, "utf8"));
if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
const { blueprint } = parsed;
const resolved = resolveBlueprint(blueprint, { variables: {}, limits: blueprint.limits.default, allocations: blueprint.ports.map((p, i) => ({ name: p.name, port: 27_300 + i, address: "127.0.0.1", primary: true })) });
if ("problems" in resolved) throw new Error(JSON.stringify(resolved.problems));
const agent = await TestAgent.open();
try {
  await agent.start();
  const serverId = newId("srv");
  const server = DesiredServer.parse({ serverId, generation: 1, desired: "running", startGeneration: 1, killGeneration: 0, installGeneration: 1, spec: resolved.spec });
  const began = Date.now();
  await agent.panel.ask("desired.put", { server });
  const last = () => agent.panel.reports.at(-1);
  await until(() => ["running", "crashed"].includes(last()?.observed ?? "") || last()?.reason === "install_failed", "running", 180_000);
  console.log("state", last()?.observed, last()?.reason, last()?.detail, "after", Date.now() - began);
  for (const line of lines) {
    console.log(line, await agent.panel.ask("order", { orderId: newId("ord"), serverId, kind: "command", line, deadline: Date.now() + 9000 }));
    await new Promise((r) => setTimeout(r, 1000));
  }
  await agent.panel.ask("stats.watch", { serverId });
  await new Promise((r) => setTimeout(r, 2500));
  console.log(agent.panel.stats.at(-1));
  const stopAt = Date.now();
  await agent.panel.ask("desired.put", { server: { ...server, generation: 2, desired: "offline" } });
  await until(() => last()?.observed === "offline" || last()?.observed === "crashed", "offline", 60_000).catch(console.log);
  console.log("stop", last()?.observed, last()?.reason, last()?.exit?.code, Date.now() - stopAt);
  const { lines: said } = await agent.panel.ask("console.history", { serverId, limit: 200 });
  for (const { text } of said) console.log("|", JSON.stringify(text).slice(0, 160));
} finally {
  await agent.cleanUp();
}
process.exit(0);
