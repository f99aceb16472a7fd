import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import * as invitations from "#app/features/identity/server/invitations.ts";
import * as roles from "#app/features/identity/server/roles.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { ERRORS } from "#app/lib/errors.ts";
import { ALL_PERMISSIONS } from "#app/lib/permissions.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { ErrorEnvelope, Problem } from "#app/transport/error-envelope.ts";
import { openApiDocument } from "#app/transport/openapi.ts";
import { API_PATH, handleApi, publicOperations } from "#app/transport/rest.ts";
import { type FuzzedCall, fuzzedCalls } from "./fuzzed-calls.ts";
import { createBlueprint, createNode, createServer } from "./hosting.ts";
import { type SignedIn, signedInPerson } from "./people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "./runtime.ts";

/** `npm run fuzz` asks for more, and names the seed of a run to repeat. */
const CASES = Number(process.env.FUZZ_CASES ?? 200);
const SEED = Number(process.env.FUZZ_SEED ?? 20261121);
/** Of what makes its caller wait on purpose (passwords) or works in a thread of its own, fewer. */
const SLOW = new Set([
  "blueprints.readLog",
  "auth.signIn",
  "auth.signUp",
  "users.create",
  "passwords.change",
  "setup.complete",
  "auth.reauthenticate",
]);

let runtime: TestRuntime;
let owner: SignedIn | undefined;
let signedInAt = 0;
let key: string;
let real: Record<string, unknown>;

/**
 * Fresh things for each operation: what the one before has removed or renamed is there again. Who calls is somebody new where the one before may have signed
 * them out or changed what they may; some operations want a sign-in of the last ten minutes.
 */
async function freshThings(): Promise<void> {
  const { database } = runtime;
  runtime.limiter = new MemoryLimiter();
  if (owner === undefined || Date.now() - signedInAt > 5 * MINUTE) await renewCaller();
  const node = await createNode(database);
  const serverId = await createServer(database, owner!.actor, node, { name: "Fuzzed" });
  const other = await createUser(database, "member");
  const spare = await execute(apiKeys.create, owner!.actor, { name: "spare", permissions: ["servers:read"] });
  // Lists of them are told whole: those of some two hundred operations before would be all that is read.
  await database.execute(sql`delete from roles where not "builtIn"`);
  const role = await execute(roles.create, owner!.actor, {
    name: `Role ${spare.id.slice(-8)}`,
    permissions: ["servers:read"],
  });
  const invitation = await execute(invitations.create, owner!.actor, { role: "member" });
  real = {
    serverId,
    servers: [serverId],
    nodeId: node.id,
    userId: other.userId!,
    keyId: spare.id,
    keys: [spare.id],
    roleId: role.id,
    role: role.key,
    roles: ["member"],
    invitationId: invitation.invitation.id,
    blueprintId: "demo",
    provider: "discord",
    key: "panel-name",
  };
}

function forgetCaller(): void {
  owner = undefined;
}

async function renewCaller(): Promise<void> {
  owner = await signedInPerson(runtime, "owner", "Fuzz");
  signedInAt = Date.now();
  const wanted = { name: "fuzz", permissions: [...ALL_PERMISSIONS], rateLimitPerMinute: 10_000_000 };
  const made = await execute(apiKeys.create, owner.actor, wanted);
  // None of a few thousand guesses may be the number of the key that makes them.
  await runtime.database.execute(sql`update api_keys set num = num + 1000000000 where id = ${made.id}`);
  key = made.key;
}

const document = openApiDocument() as unknown as {
  components: { schemas: Record<string, unknown> };
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
};

function withOwnDefinitions<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "#/$defs/"));
}
const definitions = withOwnDefinitions(document.components.schemas);

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

/** What the document says of an operation's answers: a schema for each status, null for none. */
function documented(operation: AnyOperation): Map<number, z.ZodType | null> {
  const { method, path } = operation.http!;
  const { responses } = document.paths[path]![method.toLowerCase()]!;
  return new Map(
    Object.entries(responses).map(([status, { content }]) => {
      const schema = content?.["application/json"]?.schema;
      if (!schema || Number(status) >= 400) return [Number(status), null];
      return [Number(status), z.fromJSONSchema({ ...withOwnDefinitions(schema), $defs: definitions } as JsonSchema)];
    }),
  );
}

async function answerTo(operation: AnyOperation, call: FuzzedCall): Promise<Response> {
  const bySession = operation.peopleOnly || operation.access.kind === "public";
  const request = new Request(`http://127.0.0.1:3000${API_PATH}${call.path}`, {
    method: call.method,
    headers: {
      ...(call.body === null
        ? {}
        : { "content-type": "application/json", "content-length": String(Buffer.byteLength(call.body)) }),
      ...(bySession ? { cookie: `gamekeeper=${owner!.token}` } : { authorization: `Bearer ${key}` }),
      ...call.headers,
    },
    ...(call.body === null ? {} : { body: call.body }),
  });
  return handleApi(request, { address: "198.51.100.7" });
}

/** Groups whose commands may end the caller's session or key. */
const OF_THE_CALLER = /^(accounts|apiKeys|auth|passkeys|passwords|profile|sessions|setup|totp|users)\./;

/** As many as there is in it to be wrong: what takes eight fields is tried most, what takes none a fifth as often. */
function casesOf({ id, input }: AnyOperation): number {
  const fields = Object.keys((input as z.ZodObject).shape).length;
  return Math.ceil(CASES * (SLOW.has(id) ? 0.25 : 1) * Math.min(1, 0.2 + fields / 10));
}

/** The tests of every so manieth operation, so that several files, and with them several cores, share them. */
export function fuzzOperations(share: number, shares: number): void {
  const mine = publicOperations.filter((_, index) => index % shares === share);
  beforeAll(async () => {
    // Whose token a made-up one is, nobody elsewhere is asked.
    setEnvironment({ DISCORD_URL: "http://127.0.0.1:9" });
    runtime = await createTestRuntime();
    await bootstrap(runtime.database);
    await createBlueprint(runtime.database);
  });
  afterAll(() => runtime.close());
  beforeEach(freshThings);

  it.each(mine.map((operation) => [operation.id, operation] as const))(
    "%s gives only what it documents, whatever it is sent",
    async (id, operation) => {
      if (operation.kind === "command" && OF_THE_CALLER.test(id)) onTestFinished(forgetCaller);
      const schemas = documented(operation);
      const declared = new Set(errorCodesOf(operation).map((code) => ERRORS[code].http as number));
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fuzzedCalls(operation, real), async (call) => {
          // People are held to a limit that no run of this length may meet.
          if (++count % 500 === 0) runtime.limiter = new MemoryLimiter();
          const response = await answerTo(operation, call);
          const { status } = response;
          expect(status, "a fault of ours").not.toBe(500);
          expect([...schemas.keys()], `status ${status}`).toContain(status);
          const text = await response.text();
          if (status < 400) {
            const schema = schemas.get(status);
            if (schema) schema.parse(JSON.parse(text));
            else expect(text).toBe("");
            return;
          }
          // The empty path segment of an empty id is another address.
          if (status !== 404 && status !== 405) expect(declared).toContain(status);
          const isProblem = response.headers.get("content-type") === "application/problem+json";
          const requestId = response.headers.get("x-request-id");
          if (isProblem) expect(Problem.strict().parse(JSON.parse(text)).instance).toBe(requestId);
          else expect(ErrorEnvelope.strict().parse(JSON.parse(text)).error.requestId).toBe(requestId);
          expect(text).not.toMatch(/\bat .+\.ts:\d+|node_modules|select .+ from /i);
        }),
        { numRuns: casesOf(operation), seed: SEED, endOnFailure: true, ignoreEqualValues: true },
      );
    },
    600_000,
  );
}
