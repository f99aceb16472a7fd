import type { LinePatterns } from "../games/line-patterns.ts";
import type { Blueprint, ConsoleSpec } from "./blueprint.ts";
import type { Allocation, Limits } from "./schema.ts";
import type { ServerSpec } from "./server-spec.ts";
import { checkValue, type VariableValue } from "./variable.ts";

/** Something that keeps a blueprint and its settings from making a server. `path` leads to it: `["variables", "MOTD"]`. */
export interface ResolveProblem {
  path: string[];
  message: string;
}

export type Resolved = { spec: ServerSpec } | { problems: ResolveProblem[] };

/** What one server is made of. */
export interface ServerSettings {
  /** By key; what is left out takes the blueprint's default. */
  variables: Readonly<Record<string, VariableValue>>;
  /** Which port each of the blueprint's has; by which protocol is the blueprint's to say. */
  allocations: readonly Omit<Allocation, "protocol">[];
  limits: Limits;
}

/**
 * The blueprint with one server's settings, as its agent gets it; or everything that is wrong with them, at once. `shared` are the patterns that its console
 * uses beside its own.
 */
export function resolveBlueprint(
  blueprint: Blueprint,
  settings: ServerSettings,
  shared: LinePatterns | null = null,
): Resolved {
  const problems: ResolveProblem[] = [];
  const variables: Record<string, string> = {};
  resolveVariables(blueprint, settings, variables, problems);
  const allocations = resolvePorts(blueprint, settings, variables, problems);
  checkLimits(blueprint, settings.limits, problems);
  variables.MEMORY_MIB = String(settings.limits.memoryMiB || blueprint.limits.default.memoryMiB);
  if (problems.length > 0) return { problems };
  const { install, start, stop, readiness, restart, console } = blueprint;
  return {
    spec: {
      blueprintId: blueprint.id,
      blueprintVersion: blueprint.version,
      install,
      start,
      stop,
      readiness,
      restart,
      console: withShared(console, shared),
      variables,
      allocations,
      limits: settings.limits,
    },
  };
}

function resolveVariables(
  blueprint: Blueprint,
  settings: ServerSettings,
  variables: Record<string, string>,
  problems: ResolveProblem[],
): void {
  const known = new Set(blueprint.variables.map(({ key }) => key));
  for (const key of Object.keys(settings.variables)) {
    if (!known.has(key)) problems.push({ path: ["variables", key], message: "is not a variable of this blueprint" });
  }
  for (const variable of blueprint.variables) {
    const path = ["variables", variable.key];
    const given = Object.hasOwn(settings.variables, variable.key) ? settings.variables[variable.key] : undefined;
    const value = given ?? ("default" in variable ? variable.default : undefined);
    if (value === undefined || value === "") {
      if (variable.required) problems.push({ path, message: "is required" });
      else variables[variable.key] = "";
      continue;
    }
    const checked = checkValue(variable, value);
    if ("problem" in checked) problems.push({ path, message: checked.problem });
    else variables[variable.key] = checked.text;
  }
}

function resolvePorts(
  blueprint: Blueprint,
  settings: ServerSettings,
  variables: Record<string, string>,
  problems: ResolveProblem[],
): Allocation[] {
  return blueprint.ports.flatMap((port) => {
    const allocation = settings.allocations.find(({ name }) => name === port.name);
    if (!allocation) {
      problems.push({ path: ["allocations", port.name], message: "has no port" });
      return [];
    }
    variables[port.variable] = String(allocation.port);
    if (port.addressVariable !== undefined) variables[port.addressVariable] = allocation.address;
    return [{ ...allocation, protocol: port.protocol }];
  });
}

function checkLimits(blueprint: Blueprint, limits: Limits, problems: ResolveProblem[]): void {
  for (const limit of ["memoryMiB", "cpuPercent", "diskMiB", "processes"] as const) {
    const minimum = blueprint.limits.minimum[limit];
    if (limits[limit] !== 0 && limits[limit] < minimum) {
      problems.push({ path: ["limits", limit], message: `must be at least ${minimum}` });
    }
  }
}

/** The blueprint's own way to read its console with the patterns of its game after it. */
export function withShared({ uses: _, ...own }: ConsoleSpec, shared: LinePatterns | null): ConsoleSpec {
  if (!shared) return own;
  return {
    ...own,
    strip: [...own.strip, ...shared.strip],
    erase: [...own.erase, ...shared.erase],
    prefix: own.prefix.length > 0 ? own.prefix : shared.prefix,
    events: [...own.events, ...shared.events],
  };
}
