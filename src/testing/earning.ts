import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type EarningRules, NO_EARNING } from "#app/features/earning/rules.ts";
import type { Way } from "#app/features/earning/schema.ts";
import { balanceOf } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setRuntime } from "#app/operation/runtime.ts";
import { advanceClock, alignClock, now } from "#app/platform/clock.ts";
import { type Database, openDatabase } from "#app/platform/database.ts";
import { createTestRuntime, createUser, type TestRuntime } from "./runtime.ts";

type Member = Actor & { userId: string };

/** A panel on which members earn in one way: for the tests of a file, each of which begins with its rules, in UTC and at the true time. */
export interface EarningPanel {
  readonly runtime: TestRuntime;
  readonly owner: Member;
  member(): Promise<Member>;
  /** Sets the rules of the way, and beside it what holds for all. */
  rule(rules?: object, more?: object): Promise<unknown>;
  zone(name: string): Promise<unknown>;
  coinsOf(actor: Actor): Promise<number>;
  /** The panel as a second process has it: with connections of its own, until the test is over. */
  secondProcess(): TestRuntime;
}

/** Makes the panel before the tests of this file; `usual` are the rules of the way that each test begins with. */
export function earningPanel<W extends Way & keyof EarningRules>(
  way: W,
  usual: () => Partial<EarningRules[W]> = () => ({}),
): EarningPanel {
  let runtime: TestRuntime;
  let owner: Member;
  const opened: Database[] = [];
  const panel: EarningPanel = {
    get runtime() {
      return runtime;
    },
    get owner() {
      return owner;
    },
    member: () => createUser(runtime.database, "member"),
    rule: (rules = {}, more = {}) =>
      execute(operations.settings.set, owner, {
        key: "earning",
        value: { ...NO_EARNING, [way]: { ...NO_EARNING[way], isOn: true, ...usual(), ...rules }, ...more },
      }),
    zone: (value) => execute(operations.settings.set, owner, { key: "time-zone", value }),
    coinsOf: async ({ userId }) => (await balanceOf(runtime.database, userId!)).balance,
    secondProcess() {
      const database = openDatabase(runtime.databaseUrl);
      opened.push(database);
      return { ...runtime, database };
    },
  };
  beforeAll(async () => {
    runtime = await createTestRuntime();
    await bootstrap(runtime.database);
    owner = await createUser(runtime.database, "owner");
  });
  beforeEach(async () => {
    await panel.zone("UTC");
    await panel.rule();
  });
  afterEach(async () => {
    alignClock(new Date(0), 0);
    setRuntime(runtime);
    for (const database of opened.splice(0)) await database.close();
  });
  afterAll(() => runtime.close());
  return panel;
}

/** Puts the clock to a moment. */
export function goTo(at: string): void {
  advanceClock(Date.parse(at) - now().getTime());
}
