import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { workBackups } from "#app/features/panel-backups/server/work.ts";
import { operations } from "#app/features/registry.ts";
import { SECOND } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleBackupFile } from "./backup-file.ts";

const { apiKeys, panelBackups, users } = operations;
let runtime: TestRuntime;
let folder: string;
let owner: SignedIn;
let backupId: string;

beforeAll(async () => {
  runtime = await createTestRuntime();
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-backup-file-"));
  setEnvironment({ GAMEKEEPER_HOME: folder, GAMEKEEPER_SECRET: "a secret for tests, long enough to be one" });
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  backupId = (await execute(panelBackups.begin, owner.actor, {})).id;
  await workBackups(runtime);
});
afterAll(async () => {
  setEnvironment({});
  rmSync(folder, { recursive: true, force: true });
  await runtime.close();
});

const linkOf = async (who: SignedIn) => (await execute(panelBackups.download, who.actor, { backupId })).path;

/** What the browser of somebody gets by a link, or why not. */
async function got(link: string, headers: Record<string, string>, id = backupId): Promise<Response | string> {
  const request = new Request(new URL(link, "http://127.0.0.1:3000"), { headers });
  return handleBackupFile(request, id, null).catch((error: { code: string }) => error.code);
}
const signedIn = ({ token }: Pick<SignedIn, "token">) => ({ cookie: `gamekeeper=${token}` });

it("gives the file as it lies in its folder, to be saved and kept nowhere else", async () => {
  const answer = await got(await linkOf(owner), signedIn(owner));
  if (typeof answer === "string") throw new Error(answer);
  const [name] = readdirSync(path.join(folder, "backups"));
  const kept = readFileSync(path.join(folder, "backups", name!));
  expect(Buffer.from(await answer.arrayBuffer()).equals(kept)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toEqual({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "content-length": String(kept.length),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
});

it("gives nothing without the link, without its session, by a key, to another owner, for another backup or a minute later", async () => {
  const second = await signedInPerson(runtime, "owner", "Second");
  const member = await signedInPerson(runtime, "member", "Member");
  const { key } = await execute(apiKeys.create, owner.actor, { name: "x", permissions: ["instance:manage"] });
  const link = await linkOf(owner);
  const refused = [
    got(`/settings/backups/${backupId}/file`, signedIn(owner)),
    got(`${link}x`, signedIn(owner)),
    got(link, {}),
    got(link, signedIn({ token: "wrong" })),
    got(link, { authorization: `Bearer ${key}` }),
    got(link, signedIn(second)),
    got(link, signedIn(member)),
    got(link, signedIn(owner), "pbk_00000000000000000000000000000000"),
  ];
  expect(await Promise.all(refused)).toEqual(refused.map(() => "not_found"));
  advanceClock(61 * SECOND);
  try {
    expect(await got(link, signedIn(owner))).toBe("not_found");
  } finally {
    advanceClock(-61 * SECOND);
  }
});

it("is over with the rights of whoever has the link, and says where the file is gone", async () => {
  const leaving = await signedInPerson(runtime, "owner", "Leaving");
  const link = await linkOf(leaving);
  await execute(users.setRoles, SYSTEM, { userId: leaving.userId, roles: ["member"] });
  // What somebody may do is known anew within a second.
  await expect.poll(() => got(link, signedIn(leaving)), { timeout: 10_000 }).toBe("not_found");
  rmSync(path.join(folder, "backups"), { recursive: true });
  expect(await got(await linkOf(owner), signedIn(owner))).toBe("conflict");
});
