import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import type { SuspensionKind } from "../suspension.ts";
import { desiredServer } from "./desired.ts";
import { liftSuspensions, suspendServers } from "./suspensions.ts";

const { servers, console, notifications } = operations;

let runtime: TestRuntime;
let admin: Actor & { userId: string };
let member: Actor & { userId: string };
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
  member = await createUser(runtime.database, "member");
  await runtime.database.execute(sql`update packages set servers = 1000 where "isDefault"`);
  node = await createNode(runtime.database);
});
afterAll(() => runtime.close());

/** In a transaction of its own, as the panel itself does it. */
function inOne<T>(
  act: (context: Pick<Context, "db" | "now" | "actor" | "emit">) => Promise<T>,
  emitted: unknown[] = [],
) {
  return runtime.database.transaction((db) =>
    act({ db, now: now(), actor: SYSTEM, emit: (event, payload) => void emitted.push([event.type, payload]) }),
  );
}
const suspendFor = (ids: string[], kind: SuspensionKind, emitted: unknown[] = []) =>
  inOne((context) => suspendServers(context, ids, { kind }), emitted);
const liftFor = (ids: string[], kind: SuspensionKind, emitted: unknown[] = []) =>
  inOne((context) => liftSuspensions(context, ids, kind), emitted);
const shown = (serverId: string) => execute(servers.get, member, { serverId });
const wishOf = (serverId: string) => desiredServer(runtime.database, serverId);

describe("a suspended server", () => {
  it("is stopped, tells its owner why, and is started and typed to by nobody", async () => {
    const serverId = await createServer(runtime.database, member, node, { observed: "running" });
    await runtime.database.execute(sql`update servers set desired = 'running' where id = ${serverId}`);
    const before = await wishOf(serverId);
    const note = "It mines coins. Write to us.";
    const suspended = await execute(servers.suspend, admin, { serverId, note });
    expect(suspended).toMatchObject({ state: "suspended", desired: "offline", suspensions: [{ kind: "staff", note }] });
    expect((await wishOf(serverId))!.generation).toBeGreaterThan(before!.generation);
    expect((await shown(serverId)).suspensions).toEqual(suspended.suspensions);
    expect((await execute(servers.list, member, { state: "suspended" })).items.map(({ id }) => id)).toContain(serverId);
    for (const actor of [member, admin, keyOf(member)]) {
      for (const act of [servers.start, servers.restart, servers.reinstall])
        await expect(execute(act, actor, { serverId })).rejects.toMatchObject({
          reason: "servers.suspended",
          params: { kind: "staff" },
        });
      await expect(execute(console.send, actor, { serverId, command: "x" })).rejects.toMatchObject({
        reason: "servers.suspended",
      });
    }
    const [notice] = (await execute(notifications.list, member, {})).items;
    expect(notice).toMatchObject({ type: "server.suspended", about: { kind: "server", id: serverId } });
    expect(notice!.message).toContain(note);
  });

  it("runs again by itself if it ran, and once alone", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await execute(servers.start, member, { serverId });
    await execute(servers.suspend, admin, { serverId });
    expect(await wishOf(serverId)).toMatchObject({ desired: "offline" });
    await execute(servers.unsuspend, admin, { serverId });
    const wish = (await wishOf(serverId))!;
    expect(wish).toMatchObject({ desired: "running", startGeneration: wish.generation });
    await expect(execute(servers.unsuspend, admin, { serverId })).rejects.toMatchObject({
      reason: "servers.not_suspended_by_staff",
    });
    expect((await wishOf(serverId))!.generation).toBe(wish.generation);
  });

  it("does not run by itself if it did not, or its owner has stopped it meanwhile", async () => {
    const idle = await createServer(runtime.database, member, node);
    await execute(servers.suspend, admin, { serverId: idle });
    expect((await execute(servers.unsuspend, admin, { serverId: idle })).desired).toBe("offline");
    const stopped = await createServer(runtime.database, member, node);
    await execute(servers.start, member, { serverId: stopped });
    await execute(servers.suspend, admin, { serverId: stopped });
    await execute(servers.stop, member, { serverId: stopped });
    expect((await execute(servers.unsuspend, admin, { serverId: stopped })).desired).toBe("offline");
  });

  it("stays so while any reason is left, whichever goes first", async () => {
    const serverId = await createServer(runtime.database, member, node);
    const kinds: SuspensionKind[] = ["expired", "staff", "over_package", "owner"];
    for (const kind of kinds) expect(await suspendFor([serverId], kind)).toEqual([serverId]);
    expect((await shown(serverId)).suspensions.map(({ kind }) => kind)).toEqual(kinds);
    for (const kind of ["staff", "owner", "expired"] as const) {
      await liftFor([serverId], kind);
      expect((await shown(serverId)).state).toBe("suspended");
      await expect(execute(servers.start, admin, { serverId })).rejects.toMatchObject({ reason: "servers.suspended" });
    }
    const emitted: unknown[] = [];
    await liftFor([serverId], "over_package", emitted);
    expect(emitted).toEqual([
      ["server.unsuspended", expect.objectContaining({ serverId, kind: "over_package", left: [] })],
      ["server.state_changed", expect.objectContaining({ serverId, state: "offline" })],
    ]);
    expect((await execute(servers.start, member, { serverId })).desired).toBe("running");
  });

  it("was suspended once, however many say so at once", async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => createServer(runtime.database, member, node)));
    const emitted: unknown[] = [];
    const rounds = await Promise.all(
      Array.from({ length: 8 }, (_, at) => suspendFor(at % 2 ? [...ids].reverse() : ids, "expired", emitted)),
    );
    expect(rounds.flat().sort()).toEqual([...ids].sort());
    expect(emitted.filter((each) => (each as string[])[0] === "server.suspended")).toHaveLength(3);
    const lifted = await Promise.all(Array.from({ length: 8 }, () => liftFor(ids, "expired")));
    expect(lifted.flat()).toHaveLength(3);
    const open = await runtime.database.query(
      sql`select 1 as n from server_suspensions where "serverId" = any(${ids}::text[]) and "liftedAt" is null`,
    );
    expect(open).toEqual([]);
  });

  it("that is being deleted is left alone", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await execute(servers.start, member, { serverId });
    await suspendFor([serverId], "expired");
    await execute(servers.remove, member, { serverId });
    expect(await liftFor([serverId], "expired")).toEqual([]);
    expect(await suspendFor([serverId, "srv_none"], "staff")).toEqual([]);
    expect(await wishOf(serverId)).toMatchObject({ desired: "deleted" });
  });
});

describe("servers.suspend and servers.unsuspend", () => {
  it("are the team's: owners cannot lift what the team has decided", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await expect(execute(servers.suspend, member, { serverId })).rejects.toMatchObject({ code: "forbidden" });
    await execute(servers.suspend, admin, { serverId });
    for (const actor of [member, keyOf(member)])
      await expect(execute(servers.unsuspend, actor, { serverId })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await createUser(runtime.database, "member");
    await expect(execute(servers.unsuspend, stranger, { serverId })).rejects.toMatchObject({ code: "not_found" });
    const trusted: Actor = {
      ...stranger,
      holdings: {
        ...stranger.holdings,
        servers: new Map([[serverId, new Set(["servers:read", "servers:suspend"] as const)]]),
      },
    };
    expect((await execute(servers.unsuspend, trusted, { serverId })).suspensions).toEqual([]);
  });

  it("lift no reason but the team's own", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await suspendFor([serverId], "expired");
    await expect(execute(servers.unsuspend, admin, { serverId })).rejects.toMatchObject({ code: "conflict" });
    await execute(servers.suspend, admin, { serverId });
    await expect(execute(servers.suspend, admin, { serverId })).rejects.toMatchObject({
      reason: "servers.suspended_already",
    });
    expect((await execute(servers.unsuspend, admin, { serverId })).suspensions).toMatchObject([{ kind: "expired" }]);
  });
});
