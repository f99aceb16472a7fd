/**
 * Stands for an agent that starts a game and is killed afterwards.
 *
 * Arguments: the agent's home, the launch as JSON.
 */
import { detectIsolation } from "../runtime/isolation.ts";
import { type LaunchSpec, launch } from "../runtime/launch.ts";

const [agentHome = "", spec = ""] = process.argv.slice(2);

await launch(JSON.parse(spec) as LaunchSpec, detectIsolation({ agentHome }));
setInterval(() => {}, 1000);
