import { exactSizeText } from "#app/features/hosting/size-text.ts";

/** What a member's servers use, all together. Databases and backups are yet to come: nobody has any, and none are sold. */
export const RESOURCES = ["memoryMiB", "diskMiB", "cpuPercent", "servers", "ports", "databases", "backups"] as const;
export type Resource = (typeof RESOURCES)[number];
export type Resources = Record<Resource, number>;

/** Those that there are. */
export const COUNTED_RESOURCES = ["memoryMiB", "diskMiB", "cpuPercent", "servers", "ports"] as const;
export type CountedResource = (typeof COUNTED_RESOURCES)[number];
export type CountedResources = Record<CountedResource, number>;

/** As much of a resource as this, or more, is without a limit. */
export const NO_LIMIT = 1_000_000_000;

export const NOTHING: CountedResources = { memoryMiB: 0, diskMiB: 0, cpuPercent: 0, servers: 0, ports: 0 };

/** One amount of each made out of the amounts of two. */
export function combined(
  one: Partial<CountedResources>,
  other: Partial<CountedResources>,
  by: (one: number, other: number) => number,
): CountedResources {
  return Object.fromEntries(
    COUNTED_RESOURCES.map((resource) => [resource, by(one[resource] ?? 0, other[resource] ?? 0)]),
  ) as CountedResources;
}

/** What somebody has in all: without a limit where either is. */
export function totalOf(base: CountedResources, extra: CountedResources): CountedResources {
  return combined(base, extra, (one, other) => Math.min(NO_LIMIT, one + other));
}

/** How much is left of what somebody has; none where more is used. */
export function leftOf(total: CountedResources, used: CountedResources): CountedResources {
  return combined(total, used, (has, uses) => (has >= NO_LIMIT ? NO_LIMIT : Math.max(0, has - uses)));
}

/** How much is missing for what is used; all 0 where it fits. */
export function beyondOf(total: CountedResources, used: CountedResources): CountedResources {
  return combined(total, used, (has, uses) => (has >= NO_LIMIT ? 0 : Math.max(0, uses - has)));
}

export function isNothing(amounts: CountedResources): boolean {
  return COUNTED_RESOURCES.every((resource) => amounts[resource] === 0);
}

/** With the resources that are yet to come. */
export function allResources(amounts: CountedResources): Resources {
  return { ...amounts, databases: 0, backups: 0 };
}

/** "1.5 GiB", "200 %", "3": an amount to the last of it, with its unit. */
export function exactAmountText(resource: CountedResource, amount: number): string {
  if (isSize(resource)) return exactSizeText(amount);
  return resource === "cpuPercent" ? `${amount} %` : String(amount);
}

/** Whether it is counted in MiB. */
export function isSize(resource: CountedResource): boolean {
  return resource === "memoryMiB" || resource === "diskMiB";
}

const WORDS: Record<CountedResource, (amount: number) => string> = {
  memoryMiB: (n) => `${exactSizeText(n)} of memory`,
  diskMiB: (n) => `${exactSizeText(n)} of disk space`,
  cpuPercent: (n) => `${n} % of a core`,
  servers: (n) => (n === 1 ? "1 server" : `${n} servers`),
  ports: (n) => (n === 1 ? "1 port" : `${n} ports`),
};

/** "1.5 GiB of memory", in English as all sentences of errors and notices are. */
export function inWords(resource: CountedResource, amount: number): string {
  return WORDS[resource](amount);
}

/** "512 MiB of memory and 1 server": those of which there is some. */
export function listed(amounts: CountedResources): string {
  const words = COUNTED_RESOURCES.filter((resource) => amounts[resource] > 0).map((resource) =>
    inWords(resource, amounts[resource]),
  );
  return words.length < 2 ? (words[0] ?? "nothing") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** A server and how much it uses. */
export interface ServerUse extends CountedResources {
  id: string;
}

/**
 * Which servers have no room: the newest first, until what is left fits. One that uses none of what is missing is passed over. `servers` are the oldest first.
 */
export function serversBeyond(total: CountedResources, servers: readonly ServerUse[]): string[] {
  let used = servers.reduce<CountedResources>((sum, server) => combined(sum, server, (a, b) => a + b), NOTHING);
  const beyond: string[] = [];
  for (const server of [...servers].reverse()) {
    const missing = beyondOf(total, used);
    if (isNothing(missing)) break;
    if (!COUNTED_RESOURCES.some((resource) => missing[resource] > 0 && server[resource] > 0)) continue;
    beyond.push(server.id);
    used = combined(used, server, (a, b) => a - b);
  }
  return beyond;
}
