import { createServer } from "node:net";
import { expect, test } from "vitest";
import { Allocation } from "#app/features/hosting/schema.ts";
import { PortInUse, untilPortsFree } from "./ports.ts";

async function stranger() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { server, allocation: Allocation.parse({ name: "game", port }) };
}

test("a port that is given back meanwhile is waited for", async () => {
  const { server, allocation } = await stranger();
  const free = untilPortsFree([allocation], 60_000);
  server.close();
  await free;
});

test("a port that is kept is named", async () => {
  const { server, allocation } = await stranger();
  await expect(untilPortsFree([allocation], 0)).rejects.toThrow(PortInUse);
  await expect(untilPortsFree([allocation], 0)).rejects.toThrow(`Port ${allocation.port} is used by another program`);
  server.close();
});

test("an address that this machine does not have is left to the game to complain of", async () => {
  const elsewhere = Allocation.parse({ name: "game", port: 25_500, address: "192.0.2.1", protocol: "both" });
  await untilPortsFree([elsewhere], 0);
});
