import { expect, it } from "vitest";
import type { Server } from "#app/features/hosting/server-view.ts";
import { incidentsOf, type SeenNode } from "./incidents-of.ts";

const AT = "2026-03-01T12:00:00.000Z";
const node = (id: string, state: SeenNode["state"]): SeenNode => ({ id, name: id, state, lastSeenAt: AT });
const server = (name: string, state: Server["state"], more: Partial<Server> = {}): Server => ({
  id: `srv_${name}`,
  number: 1,
  name,
  description: null,
  owner: { id: "usr_1", name: "Ada" },
  node: { id: "nod_1", name: "nod_1", lastSeenAt: AT },
  blueprint: { id: "hollow", name: "Hollow" },
  communityId: null,
  state,
  reason: null,
  detail: null,
  since: AT,
  desired: "running",
  startedAt: null,
  install: null,
  suspensions: [],
  limits: { memoryMiB: 0, cpuPercent: 0, diskMiB: 0, processes: 0 },
  address: null,
  ports: [],
  createdAt: AT,
  ...more,
});

it("what runs, what was stopped and what is on its way is no incident", () => {
  const quiet = [server("a", "running"), server("b", "offline", { reason: "stopped" }), server("c", "installing")];
  expect(incidentsOf(quiet, [node("nod_1", "online"), node("nod_2", "pending")])).toEqual([]);
});

it("a crash and a failed installation are", () => {
  const crashed = server("a", "crashed", { reason: "crashed" });
  const failed = server("b", "offline", { reason: "install_failed" });
  expect(incidentsOf([crashed, failed], [])).toEqual([
    { kind: "crashed", server: crashed },
    { kind: "install_failed", server: failed },
  ]);
});

it("a silent node is one incident with its servers; who may not see nodes sees each server", () => {
  const servers = [server("a", "unknown"), server("b", "unknown")];
  const silent = node("nod_1", "unknown");
  expect(incidentsOf(servers, [silent])).toEqual([{ kind: "node", node: silent, servers: 2 }]);
  expect(incidentsOf(servers, null).map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
});
