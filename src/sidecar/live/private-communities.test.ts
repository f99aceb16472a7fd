import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { fanOut, fanOutPosition } from "#app/features/webhooks/server/fan-out.ts";
import { WebhookOwners } from "#app/features/webhooks/server/owners.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { eventsAfter, type Follower, follow } from "#app/operation/follow.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import type { LiveEvent } from "#app/protocol/live.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { LiveEvents } from "./events.ts";
import { LiveActors } from "./live-actors.ts";
import { ServerOwners } from "./server-owners.ts";

const { communities, events: past, kills, webhooks } = operations;

let runtime: TestRuntime;
let actors: LiveActors;
let live: LiveEvents;
let follower: Follower;
let owner: Actor;
let insider: Actor;
let outsider: Actor;
let communityId: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  owner = (await signedInPerson(runtime, "owner")).actor;
  ({ id: communityId } = await execute(communities.create, owner, { name: "Closed" }));
  const { userId } = await signedInPerson(runtime, "member", "Inside");
  await database.execute(sql`
    insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${communityId}, ${userId}, 'member', ${now()})`);
  insider = (await actorOfUser(database, userId))!;
  outsider = (await signedInPerson(runtime, "member", "Outside")).actor;
  actors = new LiveActors(runtime);
  live = new LiveEvents(runtime, new ServerOwners(database), actors);
  follower = await follow(database, runtime.doorbell, (happened) => live.take(happened), await live.begin());
});
afterAll(async () => {
  await follower?.stop();
  actors?.close();
  await runtime?.close();
});

const TYPES = ["kill.recorded", "kill.changed", "leaderboard.updated"];
/** What of an event says in which community it was, in both places where it may. */
const place = ({ type, communityId: of, payload }: Pick<LiveEvent, "type" | "communityId" | "payload">) => [
  type,
  of,
  (payload as { communityId: string | null }).communityId,
];
const wholly = (type: string) => [type, communityId, communityId];
const nameless = (type: string) => [type, null, null];

/** What somebody is told at each door of what happens in the meantime. */
async function told(actor: Actor, happens: () => Promise<unknown>) {
  const { database } = runtime;
  const made = await execute(webhooks.create, actor, {
    name: "Kills",
    url: "https://hooks.example.org/in",
    types: TYPES,
  });
  await fanOutPosition(database);
  const seen: LiveEvent[] = [];
  const reader = { actor: () => actor, tell: (event: LiveEvent) => void seen.push(event), fail: () => {} };
  const begun = await lastPosition(database);
  const following = live.follow(reader, null, 1_000, () => {});
  await happens();
  const unordered = () => database.query(sql`select id from outbox_events where position is null`);
  await expect.poll(unordered).toEqual([]);
  const last = await lastPosition(database);
  await expect.poll(() => following.position()).toBeGreaterThanOrEqual(last);
  following.leave();
  const caughtUp: LiveEvent[] = [];
  const late = live.follow({ ...reader, tell: (event) => void caughtUp.push(event) }, begun, 1_000, () => {});
  await expect.poll(() => late.position()).toBeGreaterThanOrEqual(last);
  late.leave();
  const { items } = await execute(past.list, actor, { types: TYPES.join(","), limit: 100 });
  const asked = await execute(past.list, actor, { types: TYPES.join(","), communityId });
  await fanOut(database, new WebhookOwners(database), await eventsAfter(database, begun));
  const sent = await database.query(
    sql`select body, about from webhook_deliveries where "webhookId" = ${made.id} order by position`,
  );
  await execute(webhooks.remove, actor, { webhookId: made.id });
  const mine = (all: readonly LiveEvent[]) => all.filter(({ type }) => TYPES.includes(type)).map(place);
  return {
    live: mine(seen),
    caughtUp: mine(caughtUp),
    history: mine(items.filter(({ position }) => position > begun).reverse() as unknown as LiveEvent[]),
    sent: sent.map(({ body }) => place(JSON.parse(String(body)))),
    about: sent.map(({ about }) => (about as { communityId: string | null }).communityId),
    found: asked.items.length > 0,
  };
}

let count = 0;
const fight = async () => {
  const { kill } = await execute(kills.record, insider, { victim: `Outlaw-${++count}`, communityId });
  await execute(kills.dispute, insider, { killId: kill.id, reason: "Try." });
  await execute(kills.tellBoards, SYSTEM, {});
};
const level = (privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY") =>
  execute(communities.updateSettings, owner, { communityId, privacyLevel });

it.each([
  ["FRIENDS_ONLY", "outsider", false],
  ["FRIENDS_ONLY", "insider", true],
  ["FRIENDS_ONLY", "owner", true],
  ["PRIVATE", "outsider", false],
  ["PRIVATE", "insider", false],
  ["PRIVATE", "owner", true],
  ["PUBLIC", "outsider", true],
] as const)("of a community that is %s the %s is told where it was: %s", async (is, who, isTold) => {
  await level(is);
  const actor = { outsider, insider, owner }[who];
  const { live: seen, caughtUp, history, sent, about, found } = await told(actor, fight);
  const how = isTold ? wholly : nameless;
  const expected = [
    how("kill.recorded"),
    how("kill.changed"),
    nameless("leaderboard.updated"),
    ...(isTold ? [wholly("leaderboard.updated")] : []),
  ];
  const ordered = (all: unknown[]) => all.map((each) => JSON.stringify(each)).sort();
  for (const door of [seen, caughtUp, history, sent]) expect(ordered(door)).toEqual(ordered(expected));
  expect(about.includes(communityId)).toBe(isTold);
  expect(found, "asked for by its community").toBe(isTold);
});
