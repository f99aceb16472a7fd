import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPerson, bootstrap, builtInRole } from "#app/features/identity/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { verifyPassword } from "#app/platform/crypto.ts";
import { createStellarstacks, databaseWith, told } from "#app/testing/foreign-panels/stellarstack.ts";
import { FIRST_STELLARSTACK } from "#app/testing/foreign-panels/stellarstack-first.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { importStellarstack } from "./source.ts";

const actor = operatorActor(null, "operator@here");
let runtime: TestRuntime;
let stacks: Awaited<ReturnType<typeof createStellarstacks>>;
let first: string;
let second: string;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  stacks = await createStellarstacks();
  first = stacks.first.url;
  second = stacks.second.url;
});
afterAll(async () => {
  await runtime.close();
  await stacks.first.drop();
  await stacks.second.drop();
});

const run = (from: string, source: string, isDryRun = false, on: Runtime = runtime) =>
  importStellarstack(from, { runtime: on, actor, source, isDryRun });
const rowsOf = async (text: string) => (await runtime.database.pool.query(text)).rows;
const everything = () =>
  rowsOf(`select (select count(*) from users) as users, (select count(*) from nodes) as nodes, (select count(*) from blueprints) as blueprints,
    (select count(*) from servers) as servers, (select count(*) from grants) as grants, (select count(*) from allocations) as allocations,
    (select count(*) from import_sources) as sources, (select count(*) from outbox_events) as events`);
describe.each([
  {
    name: "first",
    address: () => first,
    kinds: [
      { kind: "user", read: 4, created: 3, failed: 1 },
      { kind: "node", read: 1, created: 1 },
      { kind: "blueprint", read: 2, created: 2 },
      { kind: "server", read: 3, created: 2, skipped: 1 },
      { kind: "member", read: 2, created: 1, skipped: 1 },
    ],
  },
  {
    name: "second",
    address: () => second,
    kinds: [
      { kind: "user", read: 4, created: 3, failed: 1 },
      { kind: "node", read: 1, created: 1 },
      { kind: "blueprint", read: 2, created: 2 },
      { kind: "server", read: 3, created: 3 },
      { kind: "member", read: 1, created: 1 },
    ],
  },
])("a StellarStack of the $name generation", ({ name, address, kinds }) => {
  it("is tried without changing anything, goes on where it was interrupted, then is found as it was", async () => {
    const source = `stellarstack:${name}`;
    const before = await everything();
    const tried = await run(address(), source, true);
    expect(await everything()).toEqual(before);
    expect(tried.kinds).toMatchObject(kinds);

    let taken = 0;
    const breaking: Runtime = Object.create(runtime, {
      ringDoorbell: {
        value: () => {
          taken += 1;
          if (taken === 7) throw new Error("the machine went off");
        },
      },
    });
    await expect(run(address(), source, false, breaking)).rejects.toThrow("the machine went off");
    const went = await run(address(), source);
    const created = went.kinds.reduce((sum, kind) => sum + kind.created, 0);
    const unchanged = went.kinds.reduce((sum, kind) => sum + kind.unchanged, 0);
    expect(unchanged).toBeGreaterThan(0);
    expect(created + unchanged).toBe(tried.kinds.reduce((sum, kind) => sum + kind.created, 0));

    const after = await everything();
    const again = await run(address(), source);
    expect(again.kinds.map((kind) => kind.created + kind.changed)).toEqual([0, 0, 0, 0, 0]);
    expect((await everything())[0]).toMatchObject({ ...after[0], events: expect.anything() });
  });

  it("tells in a dry run what a real one then tells, and neither a secret", async () => {
    const source = `stellarstack:${name}.told`;
    const tried = await run(address(), source, true);
    const real = await run(address(), source);
    expect(told(real)).toEqual(told(tried));
    expect(JSON.stringify(real)).not.toMatch(/a-secret|\$2b\$|[0-9a-f]{128}|of-a-kind/);
    expect(real.from).toMatch(/^postgresql:\/\/127\.0\.0\.1:\d+\/test_/);
  });
});

const serversOf = (node: string) =>
  rowsOf(`select s.name, s.description, s."memoryMiB" as memory, s."cpuPercent" as cpu, s."diskMiB" as disk, s.variables, s."blueprintDocument" as document, u.name as owner,
      (select json_agg(json_build_array(a.name, a.port) order by a."primary" desc, a.name) from allocations a where a."serverId" = s.id) as ports,
      (select string_agg(p, ' ' order by p) from grants g, unnest(g.permissions) p where g."serverId" = s.id) as members,
      exists (select from server_suspensions x where x."serverId" = s.id) as suspended
    from servers s join nodes n on n.id = s."nodeId" join users u on u.id = s."ownerId" where n.name = '${node}'
      and s.id in (select "ourId" from import_sources where source in ('stellarstack:first', 'stellarstack:second')) order by s.name`);
const peopleNamed = (end: string) =>
  rowsOf(`select u.name, u."passwordHash" as hash, u."emailVerifiedAt" is not null as verified, r.key as role, u."suspendedAt" is not null as suspended, u."suspendedUntil" as until,
      (select a.provider || ' ' || a."providerAccountId" from accounts a where a."userId" = u.id) as account
    from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId" where u.name like '%-${end}' order by 1`);

describe("what the first generation becomes", () => {
  it("people with their passwords, providers and bans", async () => {
    const people = await peopleNamed("one");
    expect(people).toMatchObject([
      { name: "ada-one", role: "admin", verified: true, suspended: false, account: null },
      {
        name: "bob-one",
        role: "member",
        hash: null,
        suspended: true,
        until: null,
        account: "discord 123456789012345678",
      },
      { name: "cyd-one", role: "member", hash: null, suspended: false, account: null },
    ]);
    expect(await verifyPassword("the old password", people[0].hash)).toBe(true);
    expect(await verifyPassword("another", people[0].hash)).toBe(false);
  });

  it("servers with limits, variables, ports and members", async () => {
    const [ada, suspended, ...rest] = await serversOf("Falkenstein one");
    expect(rest).toEqual([]);
    expect(ada).toMatchObject({
      name: `Ada's; "Craft"`,
      description: "Line one\n\\.\nCOPY public.users (id) FROM stdin;\nwith a\ttab, a \\ and \u2028",
      ...{ memory: 2048, cpu: 150, disk: 8192, owner: "ada-one", suspended: false },
      variables: { SERVER_JARFILE: "server.jar", MOTD: "It's; a\\b" },
      ports: [
        ["game", 25_565],
        ["extra-1", 25_566],
      ],
      members: "servers.console:read servers.console:write servers:power servers:read",
    });
    expect(ada.document.start.argv[2]).toBe(`java -Xmx\${SERVER_MEMORY}M -jar \${SERVER_JARFILE} nogui`);
    expect(ada.document.stop).toMatchObject({ command: "stop" });
    expect(ada.document.readiness).toEqual({ pattern: "\\)! For help, type " });
    expect(suspended).toMatchObject({ name: "Suspended", memory: 4096, cpu: 400, disk: 51_200, suspended: true });
    expect(suspended.document.stop).toMatchObject({ signal: "SIGTERM" });
  });

  it("and nothing is lost in silence", async () => {
    const { problems, leftOut, toDo } = await run(first, "stellarstack:first");
    const why = problems.map((problem) => problem.why).join("\n");
    expect(why).toMatch(/no e-mail address/);
    expect(why).toMatch(/its owner, node or blueprint is not here/);
    expect(leftOut.map(({ what }) => what)).toEqual([
      ...["locations", "my_shop", "server_invitations", "sessions", "two_factors", "verifications", "webhooks"],
    ]);
    expect(leftOut.find(({ what }) => what === "my_shop")!.why).toMatch(/an extension's/);
    expect(toDo.join("\n")).toMatch(/those of 2 people cannot be checked[\s\S]*1 person had one/);
    expect(toDo.join("\n")).toMatch(/move DATA_DIRECTORY\/s1\/\* to servers\/srv_/);
    const { problems: anew } = await run(first, "stellarstack:first.anew", true);
    const server = anew.find(({ kind, id }) => kind === "server" && id === "s1")!.why;
    expect(server).toMatch(/no variables GONE; it has start commands of its own[\s\S]*it ran in the image \S+java_17/);
  });
});

describe("what the second generation becomes", () => {
  it("people with the passwords of better-auth, providers and bans that go on", async () => {
    const people = await peopleNamed("two");
    expect(people).toMatchObject([
      { name: "ada-two", role: "admin", verified: true, suspended: false },
      { name: "bob-two", role: "member", hash: null, suspended: true, until: new Date("2999-01-01T00:00:00Z") },
      { name: "cyd-two", role: "member", hash: null, suspended: false, account: "github 4711" },
    ]);
    expect(await verifyPassword("the old passwörd", people[0].hash)).toBe(true);
    expect(await verifyPassword("the old passwo\u0308rd", people[0].hash)).toBe(true);
    expect(await verifyPassword("another", people[0].hash)).toBe(false);
  });

  it("servers with limits, variables, ports and members", async () => {
    const [bot, same, survival] = await serversOf("Falkenstein two");
    expect(survival).toMatchObject({
      ...{ name: "Survival", description: "Of Ada", memory: 2048, cpu: 150, disk: 8192, owner: "ada-two" },
      variables: { SERVER_JARFILE: "paper's.jar" },
      ports: [
        ["game", 25_565],
        ["extra-1", 25_566],
      ],
      members: "servers.console:read servers:power servers:read",
    });
    expect(survival.document).toMatchObject({
      name: "Minecraft (Paper)",
      description: "blueprints.paper.description",
      stop: { command: "stop" },
      readiness: { pattern: "(?i)Done \\(.+\\)! For help" },
    });
    expect(survival.document.start.argv[2]).toBe(
      `java -Xmx\${SERVER_MEMORY}M -jar \${SERVER_JARFILE} --world a-secret-world`,
    );
    expect(bot).toMatchObject({ name: "Bot", ports: [["game", 25_570]], suspended: true });
    expect(bot.document.stop).toMatchObject({ signal: "SIGTERM" });
    expect(same.ports[0][1]).not.toBe(25_570);
  });

  it("and nothing is lost in silence", async () => {
    const { problems, leftOut, toDo } = await run(second, "stellarstack:second.anew", true);
    const why = problems.map((problem) => problem.why).join("\n");
    expect(why).toMatch(/no variables OLD/);
    expect(why).toMatch(/was an instance of another server/);
    expect(why).toMatch(/whether it is up is not asked by tcp here/);
    expect(why).toMatch(/its port 25570 is another one here/);
    expect(leftOut.map(({ what }) => what)).toEqual([
      ...["app_settings", "backup_destinations", "drizzle.__drizzle_migrations", "jobs_progress", "two_factor"],
      "verifications",
    ]);
    expect(leftOut.filter((each) => /extension/.test(each.why))).toEqual([]);
    expect(toDo.join("\n")).toMatch(
      /move \/var\/lib\/stellar\/servers\/00000000-0000-4000-8000-0000000000d1\/\* to servers\/srv_/,
    );
  });
});

it("takes who signs in here already by the same Discord for the one who they are, whatever their address", async () => {
  const id = await runtime.database.transaction(async (db) =>
    addPerson(
      { db, now: now(), emit: () => {} },
      { name: "Bob here", email: "bob@elsewhere.example", roles: [await builtInRole(db, "member")] },
    ),
  );
  await runtime.database.pool.query(
    `insert into accounts (provider, "providerAccountId", "userId", "linkedAt") values ('discord', '223456789012345678', $1, now())`,
    [id],
  );
  const third = await databaseWith(
    FIRST_STELLARSTACK.replaceAll("-one", "-three").replace("123456789012345678", "223456789012345678"),
  );
  const report = await run(third.url, "stellarstack:third");
  expect(report.kinds[0]).toMatchObject({ kind: "user", created: 2, unchanged: 1 });
  expect(report.problems.map(({ why }) => why).join("\n")).toMatch(/signs in here already by Discord/);
  expect(await rowsOf(`select "suspendedAt" as at, email from users where id = '${id}'`)).toEqual([
    { at: null, email: "bob@elsewhere.example" },
  ]);
  await third.drop();
});
