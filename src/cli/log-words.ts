import type { ReadReport } from "#app/features/logs/logged-facts.ts";

/** Why lines of a log were left out, as it stands in brackets. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  repeated: "they repeat others",
  npc_only: "deaths without any player",
  without_time: "without a time",
  unreadable: "not to be read",
  other_mode: "of another mode",
};

/** "1 death", "2 deaths". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What was found in a log, in one line. */
export function foundInLog(report: ReadReport): string {
  const { kills, inferredDeaths, vehicleSteps, incapacitations, skipped } = report;
  return [
    counted(kills, "death"),
    ...(inferredDeaths > 0 ? [`${counted(inferredDeaths, "own death")} inferred`] : []),
    ...(vehicleSteps > 0 ? [`${counted(vehicleSteps, "step")} of ships' ends`] : []),
    ...(incapacitations > 0 ? [counted(incapacitations, "incapacitation")] : []),
    ...Object.entries(skipped).map(
      ([reason, count]) => `${counted(count, "line")} left out (${LEFT_OUT[reason] ?? reason.replaceAll("_", " ")})`,
    ),
  ].join(", ");
}
