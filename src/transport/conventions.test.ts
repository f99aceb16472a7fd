import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setting } from "#app/features/admin/server/index.ts";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { ALL_PERMISSIONS } from "#app/lib/permissions.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";

let runtime: TestRuntime;
let owner: SignedIn;
let key: string;
let otherKey: string;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await signedInPerson(runtime, "owner", "Convention");
  const wanted = { name: "test", permissions: [...ALL_PERMISSIONS], rateLimitPerMinute: 10_000_000 };
  key = (await execute(apiKeys.create, owner.actor, wanted)).key;
  otherKey = (await execute(apiKeys.create, owner.actor, wanted)).key;
});
afterAll(() => runtime.close());

interface Asked {
  headers?: Record<string, string>;
  body?: unknown;
  as?: string | null;
}

async function ask(method: string, path: string, { headers = {}, body, as = key }: Asked = {}) {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(text === undefined
        ? {}
        : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await handleApi(request, { address: "198.51.100.9" });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer ? JSON.parse(answer) : null };
}

const reasonOf = ({ status, body }: Awaited<ReturnType<typeof ask>>) => [status, body?.error?.reason];

describe("a repeated POST", () => {
  const create = (name: string, idempotencyKey: string, as = key) =>
    ask("POST", "/admin/roles", {
      body: { name, permissions: [] },
      headers: { "idempotency-key": idempotencyKey },
      as,
    });

  it("fifty at once have one effect; the others wait their turn or get its answer", async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => create("Fifty", "fifty-at-once")));
    const made = all.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.data.id)).size).toBe(1);
    for (const answer of all) expect([201, 409]).toContain(answer.status);
    expect(made.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
    expect(await runtime.database.query(sql`select 1 from roles where name = 'Fifty'`)).toHaveLength(1);
  });

  it("with another body is refused, and with another key is another call", async () => {
    expect((await create("First", "shared")).status).toBe(201);
    expect(reasonOf(await create("Second", "shared"))).toEqual([422, "request.idempotency_other_body"]);
    expect((await create("Second", "shared", otherKey)).status).toBe(201);
  });

  it("that failed through a fault of ours runs again", async () => {
    // The database itself breaks the first: nothing of ours knows of it.
    await runtime.database.execute(sql`
      create function break_role() returns trigger language plpgsql as $$ begin if new.name = 'Broken once' then raise exception 'broken'; end if; return new; end $$`);
    await runtime.database.execute(
      sql`create trigger break_role before insert on roles for each row execute function break_role()`,
    );
    const broken = await create("Broken once", "a-fault");
    expect([broken.status, broken.body.error.code]).toEqual([500, "internal"]);
    expect(JSON.stringify(broken.body)).not.toContain("broken");
    await runtime.database.execute(sql`drop trigger break_role on roles`);
    const again = await create("Broken once", "a-fault");
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, null]);
  });

  it("that failed runs again", async () => {
    expect((await create("Taken", "a-first")).status).toBe(201);
    expect((await create("Taken", "a-second")).status).toBe(409);
    await runtime.database.execute(sql`delete from roles where name = 'Taken'`);
    expect((await create("Taken", "a-second")).status).toBe(201);
  });
});

describe("a list that grows", () => {
  it("is walked once through, whatever comes and goes meanwhile", async () => {
    await runtime.database.execute(sql`
      insert into audit_entries (at, "actorKind", "actorLabel", operation, outcome, "requestId")
      select now() - (n || ' seconds')::interval, 'system', 'walk', 'test.walk', 'done', 'req_walk_' || n from generate_series(1, 10000) n`);
    const stable = new Set(
      (await runtime.database.query(sql`select id from audit_entries where operation = 'test.walk'`))
        .map(({ id }) => Number(id))
        .filter((id) => id % 3 !== 0),
    );
    const seen: number[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null; page++) {
      const path = `/admin/audit?operation=test.walk&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
      const { status, body } = await ask("GET", path);
      expect(status).toBe(200);
      seen.push(...body.data.map(({ id }: { id: number }) => id));
      cursor = body.meta.nextCursor;
      await runtime.database.execute(sql`
        delete from audit_entries where operation = 'test.walk' and id % 3 = 0 and id % 20 = ${page}`);
      await runtime.database.execute(sql`
        insert into audit_entries (at, "actorKind", "actorLabel", operation, outcome, "requestId") values (now(), 'system', 'walk', 'test.walk', 'done', 'req_new')`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const missed = [...stable].filter((id) => !seen.includes(id));
    expect(missed).toEqual([]);
  });

  it("takes no cursor that was not given", async () => {
    const { body } = await ask("GET", "/admin/audit?operation=test.walk&limit=1");
    const bytes = Buffer.from(body.meta.nextCursor, "base64url");
    for (const made of [
      Buffer.from("v1:5").toString("base64url"),
      Buffer.concat([bytes.subarray(0, 9), Buffer.from("v2:1")]).toString("base64url"),
      Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)]).toString("base64url"),
    ])
      expect(reasonOf(await ask("GET", `/admin/audit?cursor=${made}`))).toEqual([400, "request.cursor"]);
  });

  it.each(["0", "101", "abc", "1e3", "1.5", "-1", ""])("takes no limit of '%s'", async (limit) => {
    expect((await ask("GET", `/api-keys?limit=${limit}`)).status).toBe(422);
  });
});

describe("an entity tag", () => {
  it("saves who has the answer from getting it again", async () => {
    const first = await ask("GET", "/admin/roles");
    const etag = first.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await ask("GET", "/admin/roles", { headers: { "if-none-match": `W/${etag}, "other"` } });
    expect([again.status, again.body, again.headers.get("etag")]).toEqual([304, null, etag]);
    await ask("POST", "/admin/roles", { body: { name: "News", permissions: [] } });
    expect((await ask("GET", "/admin/roles", { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  it("lets the first of two changes through and not the second", async () => {
    const { data } = (await ask("POST", "/admin/roles", { body: { name: "Edited", permissions: [] } })).body;
    const path = `/admin/roles/${data.id}`;
    const etag = (await ask("GET", path)).headers.get("etag")!;
    const change = (description: string) =>
      ask("PATCH", path, { body: { description }, headers: { "if-match": etag } });
    const both = await Promise.all([change("one"), change("other")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await ask("PATCH", path, { body: { description: "third" } })).status).toBe(200);
    expect((await ask("DELETE", path, { headers: { "if-match": etag } })).status).toBe(412);
    expect((await ask("DELETE", path, { headers: { "if-match": "*" } })).status).toBe(204);
    expect((await ask("DELETE", path, { headers: { "if-match": "*" } })).status).toBe(404);
  });

  it("holds whichever name of a thing the address uses", async () => {
    const made = (await ask("POST", "/api-keys", { body: { name: "numbered", permissions: ["servers:read"] } })).body
      .data;
    const path = `/api-keys/${made.number}`;
    const etag = (await ask("GET", path)).headers.get("etag")!;
    const rename = (name: string) => ask("PATCH", path, { body: { name }, headers: { "if-match": etag } });
    expect((await rename("renamed")).status).toBe(200);
    expect((await rename("again")).status).toBe(412);
    expect((await ask("PATCH", path, { body: { name: "last" } })).body.data.name).toBe("last");
    expect((await ask("DELETE", path)).status).toBe(204);
  });

  it("or none: of two changes of different fields at once neither undoes the other", async () => {
    const made = (await ask("POST", "/api-keys", { body: { name: "both", permissions: ["servers:read"] } })).body.data;
    const path = `/api-keys/${made.id}`;
    for (let round = 0; round < 20; round++) {
      await Promise.all([
        ask("PATCH", path, { body: { name: `name ${round}` } }),
        ask("PATCH", path, { body: { description: `description ${round}` } }),
      ]);
      const { data } = (await ask("GET", path)).body;
      expect([data.name, data.description]).toEqual([`name ${round}`, `description ${round}`]);
    }
  });

  it("of a server is not changed for its editors by what the server does", async () => {
    const node = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, owner.actor, node, { name: "Busy" });
    const path = `/servers/${serverId}`;
    const etag = (await ask("GET", path)).headers.get("etag")!;
    await runtime.database.execute(sql`update servers set observed = 'crashed' where id = ${serverId}`);
    expect((await ask("GET", path, { headers: { "if-none-match": etag } })).status).toBe(200);
    expect((await ask("PATCH", path, { body: { name: "Renamed" }, headers: { "if-match": etag } })).status).toBe(200);
    expect((await ask("PATCH", path, { body: { name: "Again" }, headers: { "if-match": etag } })).status).toBe(412);
  });

  it("is asked for where several things are replaced at once", async () => {
    const body = { values: { "panel-name": "Nightfall", "player-session-days": 7 } };
    expect(reasonOf(await ask("PATCH", "/admin/settings", { body }))).toEqual([428, "precondition_required"]);
    const etag = (await ask("GET", "/admin/settings")).headers.get("etag")!;
    const wrong = { values: { "panel-name": "Dusk", "player-session-days": -1 } };
    const refused = await ask("PATCH", "/admin/settings", { body: wrong, headers: { "if-match": etag } });
    expect([refused.status, refused.body.error.details[0].path]).toEqual([422, "values.player-session-days"]);
    expect(await setting(runtime.database, "panel-name")).not.toBe("Dusk");
    expect((await ask("PATCH", "/admin/settings", { body, headers: { "if-match": etag } })).status).toBe(200);
    expect((await ask("PATCH", "/admin/settings", { body, headers: { "if-match": etag } })).status).toBe(412);
  });
});

describe("many at once", () => {
  async function keys(count: number): Promise<string[]> {
    const made: string[] = [];
    for (let i = 0; i < count; i++)
      made.push((await execute(apiKeys.create, owner.actor, { name: `bulk ${i}`, permissions: ["servers:read"] })).id);
    return made;
  }
  const revoked = async (ids: string[]) =>
    (await runtime.database.prisma.apiKey.findMany({ where: { id: { in: ids }, revokedAt: { not: null } } })).length;

  it("each have an answer of their own", async () => {
    const ids = await keys(5);
    const sent = [...ids.slice(0, 2), "key_01930000000070008000000000000009", ...ids.slice(2)];
    const { status, body } = await ask("POST", "/api-keys/revoke", { body: { keys: sent } });
    expect([status, body.meta]).toEqual([200, { done: 5, failed: 1 }]);
    expect(body.data.map((item: { status: number }) => item.status)).toEqual([204, 204, 404, 204, 204, 204]);
    expect(body.data[2].error).toMatchObject({ code: "not_found" });
    expect(await revoked(ids)).toBe(5);
    const audited = await runtime.database.prisma.auditEntry.findMany({
      where: { targetId: { in: ids }, operation: "apiKeys.revoke" },
    });
    expect(audited).toHaveLength(5);
  });

  it("a hundred of which three are wrong are ninety-seven done and three told", async () => {
    const ids = await keys(97);
    const wrong = [0, 50, 99];
    const sent = [...ids];
    for (const at of wrong) sent.splice(at, 0, `key_${String(at).padStart(32, "0")}`);
    const { status, body } = await ask("POST", "/api-keys/revoke", { body: { keys: sent } });
    expect([status, body.meta]).toEqual([200, { done: 97, failed: 3 }]);
    expect(body.data.map(({ index }: { index: number }) => index)).toEqual(sent.map((_, at) => at));
    const failed = body.data.filter((item: { status: number }) => item.status !== 204);
    expect(failed.map(({ index }: { index: number }) => index)).toEqual(wrong);
    expect(await revoked(ids)).toBe(97);
  });

  it("are done all or none where the caller says so", async () => {
    const ids = await keys(3);
    const sent = { keys: [...ids, "key_01930000000070008000000000000009"], atomic: true };
    const { status, body } = await ask("POST", "/api-keys/revoke", { body: sent });
    expect([status, body.error.reason]).toEqual([409, "bulk.not_all"]);
    expect(body.error.details).toEqual([expect.objectContaining({ path: "items.3", code: "not_found" })]);
    expect(await revoked(ids)).toBe(0);
  });

  it("are a hundred at most, each once", async () => {
    const many = Array.from({ length: 101 }, (_, i) => `key_${String(i).padStart(32, "0")}`);
    expect((await ask("POST", "/api-keys/revoke", { body: { keys: many } })).status).toBe(422);
    expect((await ask("POST", "/api-keys/revoke", { body: { keys: [many[0], many[0]] } })).status).toBe(422);
    expect((await ask("POST", "/api-keys/revoke", { body: { keys: [] } })).status).toBe(422);
  });

  it("servers are started, and those that are not the caller's read as not found", async () => {
    const node = await createNode(runtime.database);
    const member = await signedInPerson(runtime, "member", "Neighbour");
    const theirs = await createServer(runtime.database, { ...member.actor, holdings: owner.actor.holdings }, node);
    const others = await createServer(runtime.database, owner.actor, node);
    const memberKey = (
      await execute(apiKeys.create, member.actor, { name: "m", permissions: ["servers:power", "servers:read"] })
    ).key;
    await runtime.database.execute(
      sql`update servers set observed = 'offline' where id = any(${[theirs, others]}::text[])`,
    );
    const { status, body } = await ask("POST", "/servers/power", {
      as: memberKey,
      body: { act: "start", servers: [theirs, others] },
    });
    expect([status, body.data.map((item: { status: number }) => item.status)]).toEqual([202, [202, 404]]);
  });
});

describe("an address", () => {
  it("answers HEAD as GET without the body, and OPTIONS with what it takes", async () => {
    const got = await ask("GET", "/admin/roles");
    const head = await ask("HEAD", "/admin/roles");
    expect([head.status, head.body, head.headers.get("etag")]).toEqual([200, null, got.headers.get("etag")]);
    expect(Number(head.headers.get("content-length"))).toBe(Buffer.byteLength(JSON.stringify(got.body)));
    const options = await ask("OPTIONS", "/admin/roles", { as: null });
    expect([options.status, options.headers.get("allow")?.split(", ").sort()]).toEqual([
      204,
      ["GET", "HEAD", "OPTIONS", "POST"],
    ]);
    expect((await ask("OPTIONS", "/nowhere", { as: null })).status).toBe(404);
    expect((await ask("HEAD", "/nowhere")).status).toBe(404);
  });

  it("tells its mistakes as a problem document to who asks for that", async () => {
    const { status, headers, body } = await ask("GET", "/api-keys?limit=0&page=x", {
      headers: { accept: "application/problem+json" },
    });
    expect([status, headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    expect(body).toMatchObject({
      type: "http://127.0.0.1:3000/docs/errors#invalid_input",
      status: 422,
      code: "invalid_input",
      instance: headers.get("x-request-id"),
    });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(["limit", "page"]);
  });

  it("takes no packed body, no deep one, and no parameter that means the prototype", async () => {
    const packed = await ask("POST", "/admin/roles", { body: { name: "x" }, headers: { "content-encoding": "gzip" } });
    expect(reasonOf(packed)).toEqual([415, "request.encoding"]);
    for (const levels of [40, 100_000]) {
      const deep = `{"name":${"[".repeat(levels)}${"]".repeat(levels)}}`;
      const answer = await ask("POST", "/admin/roles", { body: deep });
      expect(reasonOf(answer)).toEqual([400, "invalid_json"]);
      expect(answer.body.error.message).toContain("32 levels");
    }
    const endless = `{"name":${"[".repeat(100_000)}`;
    expect(reasonOf(await ask("POST", "/admin/roles", { body: endless }))).toEqual([400, "invalid_json"]);
    expect(reasonOf(await ask("GET", "/api-keys?__proto__=1"))).toEqual([400, "request.prototype"]);
    const inner = '{"name":"x","permissions":[],"more":[{"__proto__":{"polluted":true}}]}';
    expect(reasonOf(await ask("POST", "/admin/roles", { body: inner }))).toEqual([400, "invalid_json"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each(["/api-keys/x.css", "/api-keys;x.css", "/api-keys%2fx.css", "/users/me/x.css", "/users/me%00.js"])(
    "that only begins like a private one is none, and nobody keeps its answer: %s",
    async (path) => {
      const { status, headers } = await ask("GET", path);
      expect(status).toBeOneOf([404, 422]);
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each(["a\tb", "short", "x".repeat(10_000), "a b c d e f"])("replaces a request id that is none", async (id) => {
    const { headers } = await ask("GET", "/health", { headers: { "x-request-id": id } });
    expect(headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("takes the last of a field that a body names twice", async () => {
    const { body } = await ask("POST", "/admin/roles", { body: '{"name":"Earlier","name":"Later","permissions":[]}' });
    expect(body.data.name).toBe("Later");
  });
});

describe("a page of another origin", () => {
  const origin = "https://app.example.org";
  const allow = (value: string[]) =>
    runtime.database.execute(
      sql`insert into settings (key, "on", value, "updatedAt") values ('api-origins', 'instance', ${JSON.stringify(value)}::jsonb, now())
          on conflict (key, "on") do update set value = excluded.value`,
    );

  it("may call where the settings name it, with a key and never with a cookie", async () => {
    const refused = await ask("GET", "/admin/roles", { headers: { origin } });
    expect([refused.headers.get("access-control-allow-origin"), refused.headers.get("vary")]).toEqual([null, "Origin"]);
    await allow([origin]);
    await expect
      .poll(
        async () =>
          (await ask("GET", "/admin/roles", { headers: { origin } })).headers.get("access-control-allow-origin"),
        { timeout: 10_000 },
      )
      .toBe(origin);
    const answer = await ask("GET", "/admin/roles", { headers: { origin } });
    expect(answer.headers.get("access-control-expose-headers")).toMatch(/Retry-After/);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const preflight = await ask("OPTIONS", "/admin/roles", {
      as: null,
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    const byCookie = await ask("GET", "/admin/roles", {
      as: null,
      headers: { origin, cookie: `gamekeeper=${owner.token}` },
    });
    expect(byCookie.headers.get("access-control-allow-origin")).toBeNull();
    const other = await ask("GET", "/admin/roles", { headers: { origin: "https://evil.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});
