import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { type AppError, ERRORS } from "#app/lib/errors.ts";
import { isPermission } from "#app/lib/permissions.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { type Actor, ANONYMOUS, nodeActor } from "./actor.ts";
import type { AnyOperation } from "./define.ts";
import { execute } from "./execute.ts";
import { secretFields } from "./secret.ts";

const all = Object.entries(operations).flatMap(([noun, group]) =>
  Object.entries(group).map(([verb, operation]) => [`${noun}.${verb}`, operation as AnyOperation] as const),
);

let runtime: TestRuntime;
let owner: Actor;
let member: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

// Each from an address of its own: there are more operations than anonymous calls a minute.
const codeOf = (operation: AnyOperation, actor: Actor, input: unknown) =>
  execute(operation, actor, input, { address: newAddress() }).then(
    () => "done",
    (error: AppError) => error.code,
  );

describe.each(all)("%s", (path, operation) => {
  const { access } = operation;

  it("is named as it is reached", () => expect(operation.id).toBe(path));

  it("says what it does, and its example is a valid input", () => {
    expect(operation.summary).toMatch(/^[A-Z].{5,}[^.]$/);
    expect(operation.input.strict().safeParse(operation.example).error).toBeUndefined();
  });

  it("names a permission of the vocabulary", () => {
    if ("permission" in access) expect(isPermission(access.permission)).toBe(true);
  });

  it("declares errors of the table alone", () => {
    for (const code of operation.errors ?? []) expect(Object.keys(ERRORS)).toContain(code);
  });

  it("changes nothing by GET", () => {
    if (operation.http?.method === "GET") expect(operation.kind).toBe("query");
  });

  it("has no secret in an address", () => {
    const secrets = secretFields(operation.input);
    for (const name of secrets) expect(operation.http?.path ?? "").not.toContain(`{${name}}`);
    if (operation.http?.method === "GET" || operation.http?.method === "DELETE") expect(secrets).toEqual([]);
  });

  if (access.kind !== "public")
    it("refuses the anonymous", async () => {
      expect(await codeOf(operation, ANONYMOUS, operation.example)).toBe("unauthenticated");
    });

  if (access.kind === "permission" || access.kind === "list")
    it("refuses a key without its scope, whoever owns it", async () => {
      expect(await codeOf(operation, keyOf(owner, []), operation.example)).toBe("forbidden");
    });

  if (access.kind === "node" || access.kind === "operator")
    it("refuses people and their keys", async () => {
      expect(await codeOf(operation, owner, operation.example)).toBe("forbidden");
      expect(await codeOf(operation, keyOf(owner), operation.example)).toBe("forbidden");
    });

  if (access.kind !== "node" && access.kind !== "public")
    it("refuses nodes", async () => {
      expect(await codeOf(operation, nodeActor("nod_1", "a node"), operation.example)).toBe("forbidden");
    });

  if (operation.peopleOnly)
    it("refuses keys", async () => {
      expect(await codeOf(operation, keyOf(owner), operation.example)).toBe("forbidden");
    });

  it("refuses a field it does not know", async () => {
    const actor =
      access.kind === "public"
        ? ANONYMOUS
        : access.kind === "node"
          ? nodeActor("nod_1", "n")
          : access.kind === "operator"
            ? { ...owner, unbounded: true }
            : owner;
    const error = await execute(
      operation,
      actor,
      { ...operation.example, surplusField: 1 },
      { address: newAddress() },
    ).catch((e: AppError) => e);
    expect(error).toMatchObject({
      code: "invalid_input",
      details: [expect.objectContaining({ path: "surplusField" })],
    });
  });

  if (operation.subject && access.kind === "permission")
    it("reads as not found where there is no such thing, or it is another's", async () => {
      const permission = access.kind === "permission" ? access.permission : null;
      const may = permission !== null && member.holdings.instance.has(permission);
      const code = await codeOf(operation, member, operation.example);
      expect(
        code === "not_found" || (!may && code === "forbidden") || (code === "forbidden" && operation.freshSignIn),
      ).toBe(true);
    });

  it("lets no field out that may be a secret of ours", () => {
    const named = JSON.stringify(z.toJSONSchema(operation.output, { unrepresentable: "any", io: "output" }));
    expect(named).not.toMatch(/"(passwordHash|tokenHash|hash|codeHash|secretHash)"/);
  });
});

describe("what Prisma's schema cannot say", () => {
  it("is there", async () => {
    const indexes = await runtime.database.query(
      sql`select indexname::text as name from pg_indexes where schemaname = 'public'`,
    );
    expect(indexes.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "outbox_events_waiting_idx",
        "users_email_lower_key",
        "players_name_parts_idx",
        "players_by_name_idx",
        "player_servers_by_name_idx",
        "player_sessions_address_idx",
      ]),
    );
    const checks = await runtime.database.query(
      sql`select conname::text as name from pg_constraint where contype = 'c'`,
    );
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["grants_one_principal", "grants_names_what_it_is_on", "allocations_port", "nodes_ports"]),
    );
  });
});
