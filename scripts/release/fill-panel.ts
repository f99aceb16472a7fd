import { CallLog } from "#app/features/api-keys/server/call-log.ts";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { keepSample } from "#app/features/status/server/sample.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { sequence } from "#app/operation/sequencer.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { addAnalytics } from "./fill-analytics.ts";
import { addBackups } from "./fill-backups.ts";
import { addCatalog } from "./fill-catalog.ts";
import { addCommunities } from "./fill-communities.ts";
import { addDiscord } from "./fill-discord.ts";
import { addEarning } from "./fill-earning.ts";
import { addEconomy } from "./fill-economy.ts";
import { addServers } from "./fill-hosting.ts";
import { addImport } from "./fill-imports.ts";
import { addKillFigures } from "./fill-kill-figures.ts";
import { addKills } from "./fill-kills.ts";
import { addLogs } from "./fill-logs.ts";
import { addChoices } from "./fill-members.ts";
import { addModeration } from "./fill-moderation.ts";
import { addPackages } from "./fill-packages.ts";
import { addPeople, createOwner } from "./fill-people.ts";
import { addPlayers } from "./fill-players.ts";
import { addRenewals } from "./fill-renewals.ts";
import { addStatistics } from "./fill-statistics.ts";
import { addStore } from "./fill-store.ts";
import { addTickets } from "./fill-tickets.ts";
import { addUpkeep } from "./fill-upkeep.ts";
import { addWebhooks } from "./fill-webhooks.ts";
import { addWorld } from "./fill-world.ts";
import type { Known } from "./known.ts";
import { countRows } from "./rows.ts";

const LONG_AGO_MS = 60 * DAY;
/** What says which processes are there at this moment; a backup that is restored has nothing to say of that. */
const OF_THE_MOMENT = ["node_link", "presence", "stream_places"];

/**
 * Fills an empty installation with some of everything, by the operations that do it in a panel. The runtime must be the process's own.
 * Throws if a table was left without a row: who adds one adds here what fills it, so that upgrades of it are tested.
 */
export async function fillPanel(runtime: Runtime, home: string): Promise<Known> {
  const { database } = runtime;
  await bootstrap(database);
  const operator = operatorActor((await operatorAccount(database))!.id, "operator@example.org");
  // First what is old by the time of the backup.
  advanceClock(-LONG_AGO_MS);
  const owner = await createOwner(operator);
  const { key: expired } = await execute(operations.apiKeys.generate, operator, {
    name: "Expired",
    permissions: ["READ_PUBLIC"],
    expiresInDays: 1,
  });
  await sequence(database);
  advanceClock(LONG_AGO_MS);

  const people = await addPeople(runtime, operator, owner);
  await execute(operations.settings.set, people.owner, { key: "panel-name", value: "The upgrade's panel" });
  await addWebhooks(runtime, people.owner);
  const sealed = await addServers(runtime, home, { operator, ...people });
  await addPackages(runtime, people.owner);
  await addDiscord(runtime, people.owner);
  await addChoices(runtime, people.member);
  await addCommunities(people.owner);
  await addPlayers(runtime, people.owner);
  await addUpkeep(runtime, people.owner);
  await addEconomy(runtime, people.owner, people.member);
  await addStore(runtime, people.owner);
  await addRenewals(runtime, people.owner);
  await addModeration(runtime, people.owner);
  await addTickets(people.owner);
  await addStatistics(runtime);
  const keys = { ...(await addKeys(operator, people.owner)), expired };
  await addUse(runtime, operator, people.owner);
  await addKills(people.owner);
  await addKillFigures(runtime, people.owner);
  await addBackups(people.owner);
  await addAnalytics(runtime, people.owner);
  await addEarning(runtime, people.owner, people.member);
  await addCatalog(runtime, people.owner);
  await addLogs(database, people.owner);
  await addWorld(runtime, people.owner);
  await addImport(runtime, operator, people.owner);
  await keepSample(database, now(), { part: "database", state: "up", responseMs: 1.5 });
  await sequence(database, 20);

  const rows = await countRows(database);
  const empty = Object.keys(rows).filter((table) => rows[table] === 0 && !OF_THE_MOMENT.includes(table));
  if (empty.length > 0) throw new Error(`Nothing fills ${empty.join(", ")}: add it in scripts/release/fill-*.ts.`);
  return { owner, admin: people.admin, keys, servers: await namesOfServers(people.owner), sealed, rows };
}

async function addKeys(operator: Actor, owner: Actor): Promise<Omit<Known["keys"], "expired">> {
  const instance = await execute(operations.apiKeys.generate, operator, {
    name: "Instance",
    permissions: ["FULL_ACCESS"],
    rateLimitPerMinute: 1_000_000,
  });
  const mine = { permissions: ["servers:read", "servers:power"], expiresInDays: null };
  const owned = await execute(operations.apiKeys.create, owner, { ...mine, name: "Owned" });
  const bound = await execute(operations.apiKeys.create, owner, {
    ...mine,
    name: "Bound",
    allowedAddresses: ["192.0.2.0/24"],
  });
  const revoked = await execute(operations.apiKeys.create, owner, { ...mine, name: "Revoked" });
  await execute(operations.apiKeys.revoke, owner, { keyId: revoked.id });
  return { instance: instance.key, owned: owned.key, bound: bound.key, revoked: revoked.key };
}

/** Calls by a key from two networks, one of which could not be recorded; its owner was told of the second network. */
async function addUse({ database }: Runtime, operator: Actor, owner: Actor): Promise<void> {
  const { items } = await execute(operations.apiKeys.list, owner, {});
  const keyId = items.find(({ name }) => name === "Owned")!.id;
  const calls = new CallLog(2);
  for (const [i, address] of ["192.0.2.7", "198.51.100.9", "192.0.2.7"].entries())
    calls.record({
      at: new Date(now().getTime() - (3 - i) * MINUTE),
      keyId,
      operation: "servers.list",
      method: "GET",
      route: "/servers",
      status: 200,
      reason: null,
      durationMs: 2.5,
      address,
      requestBytes: 0,
      responseBytes: 400,
      requestId: newId("req"),
    });
  await calls.flush(database);
  await execute(operations.apiKeys.notice, operator, {});
}

async function namesOfServers(owner: Actor): Promise<string[]> {
  const { items } = await execute(operations.servers.list, owner, { sort: "name" });
  return items.map(({ name }) => name);
}
