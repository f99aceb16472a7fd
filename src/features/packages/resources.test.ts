import fc from "fast-check";
import { expect, it } from "vitest";
import {
  beyondOf,
  COUNTED_RESOURCES,
  type CountedResources,
  combined,
  isNothing,
  leftOf,
  listed,
  NO_LIMIT,
  NOTHING,
  serversBeyond,
  totalOf,
} from "./resources.ts";

const amounts = (max: number) =>
  fc.record(
    Object.fromEntries(COUNTED_RESOURCES.map((resource) => [resource, fc.nat(max)])) as Record<
      keyof CountedResources,
      fc.Arbitrary<number>
    >,
  );
const serversOf = fc.array(amounts(50), { maxLength: 12 });
const sumOf = (servers: readonly CountedResources[]) =>
  servers.reduce((sum, server) => combined(sum, server, (a, b) => a + b), NOTHING);

it("what is left and what is missing are never both", () => {
  fc.assert(
    fc.property(amounts(2 * NO_LIMIT), amounts(2 * NO_LIMIT), (total, used) => {
      const left = leftOf(total, used);
      const beyond = beyondOf(total, used);
      for (const resource of COUNTED_RESOURCES) {
        expect(Math.min(left[resource], beyond[resource])).toBe(0);
        if (total[resource] < NO_LIMIT)
          expect(left[resource] - beyond[resource]).toBe(total[resource] - used[resource]);
        else expect(beyond[resource]).toBe(0);
      }
    }),
  );
});

it("whoever has no limit in either has none", () => {
  const one = { ...NOTHING, servers: NO_LIMIT };
  expect(totalOf(one, { ...NOTHING, servers: 5, ports: 2 })).toEqual({ ...NOTHING, servers: NO_LIMIT, ports: 2 });
});

it("without the servers that are beyond the rest fits, and none of them is beyond in vain", () => {
  fc.assert(
    fc.property(amounts(200), serversOf, (total, uses) => {
      const servers = uses.map((use, at) => ({ id: `s${at}`, ...use }));
      const beyond = new Set(serversBeyond(total, servers));
      const kept = servers.filter(({ id }) => !beyond.has(id));
      expect(isNothing(beyondOf(total, sumOf(kept)))).toBe(true);
      expect(beyond.size === 0).toBe(isNothing(beyondOf(total, sumOf(servers))));
      // The oldest of those that go was still one too many.
      const last = servers.find(({ id }) => beyond.has(id));
      if (last) expect(isNothing(beyondOf(total, sumOf([...kept, last])))).toBe(false);
    }),
  );
});

it("the newest go first, and one that uses none of what is missing stays", () => {
  const server = (id: string, memoryMiB: number, ports: number) => ({ ...NOTHING, id, memoryMiB, ports, servers: 1 });
  const servers = [server("a", 100, 1), server("b", 100, 1), server("c", 100, 0)];
  expect(serversBeyond({ ...NOTHING, memoryMiB: 200, servers: 9, ports: 9 }, servers)).toEqual(["c"]);
  expect(serversBeyond({ ...NOTHING, memoryMiB: 900, servers: 9, ports: 1 }, servers)).toEqual(["b"]);
});

it("is said in words", () => {
  expect(listed({ ...NOTHING, diskMiB: 10_496 })).toBe("10.25 GiB of disk space");
  expect(listed({ ...NOTHING, memoryMiB: 512, servers: 1, ports: 2 })).toBe("512 MiB of memory, 1 server and 2 ports");
  expect(listed(NOTHING)).toBe("nothing");
});
