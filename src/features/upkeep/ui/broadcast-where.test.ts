import { expect, it } from "vitest";
import { EVERYWHERE, type ReachedServer, reachedBy, whereInput } from "./broadcast-where.ts";

const server = (serverId: string, communityId: string | null): ReachedServer => ({
  serverId,
  serverName: serverId,
  communityId,
  communityName: communityId,
  reach: "told",
  online: 0,
});
const SERVERS = [server("a", "north"), server("b", "north"), server("c", null)];
const ids = (where: Parameters<typeof reachedBy>[1]) => reachedBy(SERVERS, where).map(({ serverId }) => serverId);

it("goes to all, to those of communities, or to single servers, and nowhere while none is chosen", () => {
  expect(ids(EVERYWHERE)).toEqual(["a", "b", "c"]);
  expect(ids({ scope: "communities", ids: ["north"] })).toEqual(["a", "b"]);
  expect(ids({ scope: "communities", ids: [""] }), "a server of no community is of none").toEqual([]);
  expect(ids({ scope: "servers", ids: ["c", "a"] })).toEqual(["a", "c"]);
  expect(ids({ scope: "servers", ids: [] })).toEqual([]);
});

it("is asked for with what its scope takes alone", () => {
  expect(whereInput({ scope: "all", ids: ["a"] })).toEqual({ scope: "all" });
  expect(whereInput({ scope: "servers", ids: ["a"] })).toEqual({ scope: "servers", serverIds: ["a"] });
  expect(whereInput({ scope: "communities", ids: ["north"] })).toEqual({
    scope: "communities",
    communityIds: ["north"],
  });
});
