import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { openForwarder, until } from "#app/testing/sidecars.ts";
import { type Doorbell, openDoorbell } from "./doorbell.ts";

let database: TestDatabase;
const doorbells: Doorbell[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(doorbells.splice(0).map((doorbell) => doorbell.close()));
});
afterAll(() => database.drop());

/** A doorbell that listens already, with how often it has rung since. */
async function listening(url = database.url): Promise<Doorbell & { rings: number }> {
  const doorbell = openDoorbell(url);
  doorbells.push(doorbell);
  const counted = Object.assign(doorbell, { rings: 0 });
  doorbell.onRing(() => {
    counted.rings += 1;
  });
  // It rings once when it begins to listen.
  await until(() => counted.rings === 1);
  counted.rings = 0;
  return counted;
}

async function throughDoor() {
  const door = await openForwarder();
  const behind = new URL(database.url);
  door.targets.push(`http://${behind.hostname}:${behind.port || 5432}`);
  const url = new URL(database.url);
  url.host = new URL(door.url).host;
  return { door, url: url.href };
}

test("rings at everybody, the one who rang included", async () => {
  const [one, other] = [await listening(), await listening()];
  one.ring();
  await until(() => one.rings > 0 && other.rings > 0);
});

test("many rings at once are two at most: one at once, and one for all that came meanwhile", async () => {
  const [one, other] = [await listening(), await listening()];
  for (let n = 0; n < 1_000; n++) one.ring();
  await until(() => other.rings === 2);
  // What is said by the other comes after all that this one said.
  const heard = one.rings;
  other.ring();
  await until(() => one.rings > heard);
  expect(other.rings).toBeLessThanOrEqual(3);
});

test("who rings while cut off is heard by itself, and by the others as soon as it is back", async () => {
  const { door, url } = await throughDoor();
  try {
    const [cut, other] = [await listening(url), await listening()];
    const targets = door.targets.splice(0);
    door.cutAll();
    // Until the loss is noticed a ring goes into the broken connection, and is owed as well.
    cut.ring();
    await until(() => cut.rings > 0);
    expect(other.rings).toBe(0);
    door.targets.push(...targets);
    await until(() => other.rings > 0);
  } finally {
    door.close();
  }
});

test("who was cut off looks when it is back, for it may have missed a ring", async () => {
  const { door, url } = await throughDoor();
  try {
    const [cut, other] = [await listening(url), await listening()];
    const targets = door.targets.splice(0);
    door.cutAll();
    other.ring();
    await until(() => other.rings > 0);
    expect(cut.rings).toBe(0);
    door.targets.push(...targets);
    await until(() => cut.rings > 0);
  } finally {
    door.close();
  }
});
