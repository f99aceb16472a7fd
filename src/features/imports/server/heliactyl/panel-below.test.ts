import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap, personKnownBy } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { writeHeliactyl } from "#app/testing/foreign-panels/heliactyl.ts";
import { PTERODACTYL_DUMP } from "#app/testing/foreign-panels/pterodactyl-dump.ts";
import { signInAs } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { runImport } from "../frame.ts";
import { importPterodactyl } from "../pterodactyl-source.ts";
import { readHeliactyl } from "./database.ts";
import { importHeliactyl } from "./import-heliactyl.ts";

const actor = operatorActor(null, "operator@here");
/** Of "the old password". */
const HASH = "$2y$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e";
/** Of "another old one", which is hers in the panel below. */
const HASH_BELOW = "$2b$04$FO4RapX2eG1sAFfoYxTHbur/vFctggw86uUJwO6xwnlmHWmcqa/J2";
const BOB = "80351110224678912";
const ADA = "0b6e7f0a-5d2c-4a63-8f2c-1d5f6a7b8c9d";

let runtime: TestRuntime;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-panel-below-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

/** A Heliactyl and the Pterodactyl below it, whose members are called by their ids there: Ada with an address and a password, Bob by Discord. */
function panels() {
  const dump = path.join(folder, "panel.sql");
  writeFileSync(
    dump,
    PTERODACTYL_DUMP.replace("'u1','ada',", `'u1','${ADA}',`)
      .replace("'u2','bob',", `'u2','${BOB}',`)
      .replace("$2y$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e',1,1", `${HASH_BELOW}',0,1`)
      .replace("`external_id`", "`name_first`")
      .replace("(1,NULL,", "(1,'ada',")
      .replace("(2,'x',", "(2,'bob',"),
  );
  const file = path.join(folder, "heliactyl.db");
  rmSync(file, { force: true });
  writeHeliactyl(file, {
    [`users-${BOB}`]: 2,
    [`coins-${BOB}`]: 20,
    [`users-${ADA}`]: "1",
    "user-ada@example.org": { id: ADA, username: "Ada", email: "ada@example.org", password: HASH },
    [`coins-${ADA}`]: 10,
  });
  return {
    pterodactyl: (source: string, isDryRun = false) => importPterodactyl(dump, { runtime, actor, source, isDryRun }),
    heliactyl: (source: string, isDryRun = false) =>
      runImport({ runtime, actor, source, from: "heliactyl.db", isDryRun }, (into) =>
        importHeliactyl(into, readHeliactyl(file)),
      ),
  };
}

/** Somebody's id here by their old one, what they are called, their address, coins and servers. */
async function standing(id: string) {
  const userId = (await personKnownBy(runtime.database, id))!;
  const { name, email } = await execute(operations.users.get, actor, { userId });
  const { balance } = await execute(operations.coins.get, actor, { userId });
  const { rows } = await runtime.database.pool.query<{ name: string }>(
    `select name from servers where "ownerId" = $1`,
    [userId],
  );
  return { userId, name, email, balance, servers: rows.map((each) => each.name) };
}

it.each([
  ["the panel below comes first", ["pterodactyl", "heliactyl"] as const],
  ["the Heliactyl comes first", ["heliactyl", "pterodactyl"] as const],
])("makes one person of a member and their account in the panel below, where %s", async (_, order) => {
  runtime = await createTestRuntime();
  try {
    await bootstrap(runtime.database);
    const both = panels();
    for (const panel of order) {
      const tried = await both[panel](panel, true);
      const report = await both[panel](panel);
      expect([report.kinds, report.problems]).toEqual([tried.kinds, tried.problems]);
    }
    const [bob, ada] = [await standing(BOB), await standing(ADA)];
    expect(bob).toMatchObject({ name: "bob", email: "bob@example.org", balance: 20, servers: ["Suspended"] });
    expect(ada).toMatchObject({
      ...{ name: "Ada", email: "ada@example.org", balance: 10 },
      servers: ['Ada\'s; "Craft"'],
    });
    // The password is that of the panel where she signed in.
    expect((await signInAs(runtime, "ada@example.org", "the old password")).userId).toBe(ada.userId);
    // Numbers of the panel below are nobody's ids.
    expect(await personKnownBy(runtime.database, "1")).toBeNull();
    for (const panel of order) {
      const again = await both[panel](panel);
      expect(again.kinds.map(({ created, changed }) => created + changed).filter((n) => n > 0)).toEqual([]);
    }
    const { rows } = await runtime.database.pool.query(
      `select count(*)::int as n from users where kind = 'person' and "removedAt" is null`,
    );
    expect(rows).toEqual([{ n: 2 }]);
  } finally {
    await runtime.close();
  }
});

it("opens nobody's account that was here, by an address that anybody could have written there", async () => {
  runtime = await createTestRuntime();
  try {
    await bootstrap(runtime.database);
    const owner = await createUser(runtime.database, "owner");
    await runtime.database.pool.query(`update users set email = 'bob@example.org' where id = $1`, [owner.userId]);
    const both = panels();
    await both.pterodactyl("pterodactyl:eu");
    const report = await both.heliactyl("heliactyl:eu");
    expect(report.problems).toEqual([
      { kind: "user", id: BOB, why: expect.stringMatching(/nothing proves that it is theirs/) },
    ]);
    const bob = await standing(BOB);
    expect(bob.userId).not.toBe(owner.userId);
    expect(bob).toMatchObject({ email: null, balance: 20, servers: [] });
    // Of another name they are nothing to each other.
    const other = await both.heliactyl("heliactyl:us", true);
    expect(other.kinds[0]).toMatchObject({ kind: "user", created: 1, unchanged: 1 });
  } finally {
    await runtime.close();
  }
});
