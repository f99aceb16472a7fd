import { expect, it } from "vitest";
import type { Sql } from "#app/platform/sql.ts";
import { Believed } from "./believed.ts";

const newDatabase = () => ({}) as Sql;
const LONG_MS = 3_600_000;

it("reads once for all who ask, of each database by itself, until it is forgotten", async () => {
  const believed = new Believed<number>(LONG_MS);
  const [one, other] = [newDatabase(), newDatabase()];
  let readings = 0;
  const read = async () => ++readings;
  expect(await Promise.all([believed.of(one, read), believed.of(one, read), believed.of(other, read)])).toEqual([
    1, 1, 2,
  ]);
  expect(await believed.of(one, read)).toBe(1);
  believed.forget(one);
  expect(await believed.of(one, read)).toBe(3);
});

it("reads again what is not believed any more, and what failed", async () => {
  const db = newDatabase();
  const over = new Believed<number>(0);
  expect([await over.of(db, async () => 1), await over.of(db, async () => 2)]).toEqual([1, 2]);
  const believed = new Believed<number>(LONG_MS);
  await expect(believed.of(db, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await believed.of(db, async () => 3)).toBe(3);
});
