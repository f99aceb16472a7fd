/** Whether the client of a build writes who killed whom: nobody at all, everybody near, or those whom it concerns itself. */
export type KillLogging = "none" | "everybody" | "own" | "doubtful";

/** From which version on, newest first. 4.3.2: public trackers disagree. Since 4.4.0 no client writes any; before 3.24 none did. */
const CHANGES: [version: string, logging: KillLogging][] = [
  ["4.4.0", "none"],
  ["4.3.2", "doubtful"],
  ["4.0.2", "own"],
  ["3.24.0", "everybody"],
  ["0", "none"],
];

function compare(one: string, other: string): number {
  const [a, b] = [one.split(".").map(Number), other.split(".").map(Number)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** What the logs of a version (`4.3.1`) tell of kills; null: no version is known. */
export function killLogging(version: string | null): KillLogging | null {
  if (version === null) {
    return null;
  }
  return (CHANGES.find(([from]) => compare(version, from) >= 0) as [string, KillLogging])[1];
}

/** Why a log of this version holds the kills that it does, in words for whoever imports it; null where there is nothing to explain. */
export function whyNoKills(version: string | null): string | null {
  switch (killLogging(version)) {
    case null:
      return "The log does not say which build wrote it, so whether it could hold kills is not known.";
    case "none":
      return compare(version as string, "4") >= 0
        ? `Build ${version}: this version of the game writes no kills to its log (none does since 4.4.0). Own deaths are inferred where the log tells of them.`
        : `Build ${version}: this version of the game writes no kills to its log yet (3.24.0 was the first).`;
    case "doubtful":
      return `Build ${version}: some logs of this version hold kills and others none.`;
    case "own":
      return `Build ${version}: logs of this version hold the deaths alone that the player had part in.`;
    case "everybody":
      return null;
  }
}
