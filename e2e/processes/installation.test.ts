import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Server } from "#app/features/hosting/server-view.ts";
import { postgresFolder } from "#app/supervisor/layout.ts";
import { type EmbeddedPostgres, startPostgres } from "#app/supervisor/postgres.ts";
import { clientOf, gamekeeper, makeKey } from "./client.ts";
import {
  endPanels,
  freeGamePort,
  makePlace,
  type PanelProcess,
  type Place,
  processesOf,
  startPanel,
  until,
} from "./panel-process.ts";

const SECRET = "a secret of the operator's own, long enough to be one";

let place: Place;
beforeAll(async () => {
  place = await makePlace();
});
afterAll(async () => {
  await endPanels();
  await place.remove();
});

async function expectRefusal(panel: PanelProcess, sentence: RegExp): Promise<void> {
  expect(await panel.exit).toBe(1);
  const said = panel.output().trim().split("\n");
  expect(said.at(-1)).toMatch(sentence);
  expect(said.slice(0, -1).filter((line) => !line.startsWith("✓"))).toEqual([]);
}

describe("what cannot start says one sentence, ends with 1 and leaves nothing", () => {
  test("a taken port", async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(place.port, "127.0.0.1", resolve));
    try {
      await expectRefusal(startPanel(place), new RegExp(`^Port ${place.port} is taken by another program: `));
    } finally {
      await new Promise((resolve) => stranger.close(resolve));
    }
    expect(processesOf(place.home)).toEqual([]);
  });

  test("a database that nobody answers for", async () => {
    const url = "postgresql://me:hidden@127.0.0.1:1/panel";
    const panel = startPanel(place, [], { DATABASE_URL: url });
    await expectRefusal(panel, /^The database of DATABASE_URL \(127\.0\.0\.1:1\/panel\) cannot be used: /);
    expect(panel.output()).not.toContain("hidden");
  });

  test("a data folder below a file", async () => {
    const file = path.join(place.home, "file");
    writeFileSync(file, "");
    const below = { ...place, home: path.join(file, "data") };
    await expectRefusal(startPanel(below), /^The data folder .* cannot be written \(ENOTDIR: a file is in its way\): /);
  });
});

test("a database that was given up is begun anew: the agent of before joins it by itself", async () => {
  const again = await makePlace();
  try {
    const first = startPanel(again);
    await first.says(`Ready: ${first.url}`);
    await first.stop();
    rmSync(postgresFolder(again.home), { recursive: true });
    const second = startPanel(again);
    await second.says(`Ready: ${second.url}`);
    const client = clientOf(second.url, await makeKey(again.home));
    await until("the node is online", async () => {
      const { data } = await client.call<{ state: string }[]>("GET", "/nodes");
      return data.length === 1 && data[0]!.state === "online";
    });
  } finally {
    await endPanels();
    await again.remove();
  }
});

describe("a PostgreSQL of one's own", () => {
  let postgres: EmbeddedPostgres;
  let panel: PanelProcess;
  let database: { DATABASE_URL: string };
  let key: string;
  let serverId: string;
  const backup = () => path.join(place.home, "panel.backup");

  beforeAll(async () => {
    // Another one of ours, on a folder of its own: to the panel it is somebody else's.
    postgres = await startPostgres({ folder: path.join(place.home, "elsewhere"), database: "panel", fsync: false });
    database = { DATABASE_URL: postgres.url };
  });
  afterAll(async () => {
    await postgres.stop(2_000);
  });

  test("wants the secret to be given, and says so", async () => {
    await expectRefusal(startPanel(place, [], database), /^Set GAMEKEEPER_SECRET to at least 32 random characters/);
  });

  test("carries the whole panel, and none is started beside it", async () => {
    panel = startPanel(place, ["--stop-servers"], { ...database, GAMEKEEPER_SECRET: SECRET });
    await panel.says(`Ready: ${panel.url}`);
    expect(existsSync(postgresFolder(place.home))).toBe(false);
    key = await makeKey(place.home, { ...database, GAMEKEEPER_SECRET: SECRET });
    const telnet = await freeGamePort();
    const wanted = { name: "Keepsake", blueprintId: "hollow", ports: { telnet } };
    serverId = (await clientOf(panel.url, key).call<Server>("POST", "/servers", wanted)).data.id;
    await clientOf(panel.url, key).untilState(serverId, "offline");
  });

  test("is backed up while it runs, into one file", async () => {
    const printed = await gamekeeper(place.home, ["backup", backup()], { ...database, GAMEKEEPER_SECRET: SECRET });
    expect(printed).toMatch(/^Wrote .*panel\.backup \(\d+ KiB\)/);
    await panel.stop();
    expect(await panel.exit).toBe(0);
  });

  test("refuses another secret than it was written under", async () => {
    const env = { ...database, GAMEKEEPER_SECRET: `another ${SECRET}` };
    await expectRefusal(startPanel(place, [], env), /^The secret does not belong to this database/);
  });

  test("comes back whole in a new data folder with a database of the panel's own", async () => {
    const restored = await makePlace();
    try {
      expect(await gamekeeper(restored.home, ["restore", backup()])).toMatch(/^Restored the backup of /);
      const again = startPanel(restored, ["--stop-servers"]);
      await again.says(`Ready: ${again.url}`);
      const client = clientOf(again.url, key);
      expect((await client.call<Server[]>("GET", "/servers")).data).toMatchObject([{ id: serverId, name: "Keepsake" }]);
      // The node is the same one: the agent's key came with the backup.
      // Its files are not in the backup: it is installed first, and is not to be started meanwhile.
      const start = () => client.call("POST", `/servers/${serverId}/start`);
      await until("the start is taken", async () => (await start()).status === 202);
      await until("the server runs in its new place", async () => {
        const { data } = await client.call<Server>("GET", `/servers/${serverId}`);
        if (data.state === "running") return true;
        throw new Error(`It is ${data.state} (${data.reason}).`);
      });
      await again.stop();
      expect(processesOf(restored.home)).toEqual([]);
    } finally {
      await endPanels();
      await restored.remove();
    }
  });
});
