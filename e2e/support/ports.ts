import type { APIRequestContext } from "@playwright/test";
import { gamekeeper } from "./cli.ts";

let key: { authorization: string } | undefined;

/** A key that may do everything, by the command line; the same for all that one process tests. */
export function fullKey(): { authorization: string } {
  key ??= newKey();
  return key;
}

function newKey(): { authorization: string } {
  const args = [
    "api",
    "generate-key",
    "--name",
    "e2e",
    "--permissions",
    "FULL_ACCESS",
    "--rate-limit",
    "100000",
    "--json",
  ];
  return { authorization: `Bearer ${JSON.parse(gamekeeper(args)).data.key}` };
}

/** Gives the panel's own node ports that no other panel on this machine is likely to use. The node's id comes back. */
export async function moveServerPorts(request: APIRequestContext): Promise<string> {
  const headers = fullKey();
  const nodes = await (await request.get("/api/v1/nodes", { headers })).json();
  const { id } = nodes.data[0];
  const portFrom = 42_000 + Math.floor(Math.random() * 80) * 100;
  const moved = await request.patch(`/api/v1/nodes/${id}`, { headers, data: { portFrom, portTo: portFrom + 99 } });
  if (!moved.ok()) throw new Error(await moved.text());
  return id;
}
