import { Blueprint, type BlueprintPort } from "../hosting/blueprint.ts";
import { isPattern } from "../hosting/pattern.ts";
import type { BlueprintVariable } from "../hosting/variable.ts";

/** An egg, of whichever panel: what of it a blueprint can say. */
export interface Egg {
  /** Unique where it comes from; a UUID mostly. */
  id: string;
  name: string;
  description: string | null;
  startup: string;
  /** `^C`, or a line for its console. */
  stop: string | null;
  /** JSON of how to tell that it is up: `{"done": ")! For help"}`. */
  ready: unknown;
  images: string[];
  variables: EggVariable[];
  hasInstallScript: boolean;
  hasConfigFiles: boolean;
}

export interface EggVariable {
  name: string;
  description: string;
  key: string;
  standard: string;
  userEditable: boolean;
  /** `required|string|max:20`. */
  rules: string;
}

/** The port that an egg's start calls SERVER_PORT, and those that a server has beside it. */
export function eggPorts(count: number): BlueprintPort[] {
  return Array.from({ length: Math.max(1, count) }, (_, at) =>
    at === 0
      ? { name: "game", label: "Game", protocol: "both", variable: "SERVER_PORT", addressVariable: "SERVER_IP" }
      : { name: `extra-${at}`, label: `Extra ${at}`, protocol: "both", variable: `EXTRA_PORT_${at}` },
  );
}

const KEY = /^[A-Z][A-Z0-9_]{0,63}$/;
/** Names that the panel gives, here or there. */
const GIVEN = new Set([
  "SERVER_PORT",
  "SERVER_IP",
  "SERVER_MEMORY",
  "MEMORY_MIB",
  "NODE",
  "BOX",
  "SERVER_ID",
  "SERVER_DIRECTORY",
  "PANEL_URL",
]);

/**
 * A blueprint out of an egg, and what of the egg it does not say. The start goes through a shell, as it does there, but with the variables in its environment:
 * what a value holds is never read as a command. Nothing is installed: its files are there already.
 */
export function blueprintOfEgg(egg: Egg): { blueprint: Blueprint; why: string[] } {
  const why: string[] = [];
  const variables: BlueprintVariable[] = [];
  for (const variable of egg.variables) {
    const made = variableOf(variable, why);
    if (made && !variables.some(({ key }) => key === made.key)) variables.push(made);
  }
  if (egg.hasInstallScript)
    why.push("its installation script runs in a container alone; what it has installed is used as it lies");
  if (egg.hasConfigFiles)
    why.push("it changes files of its configuration before each start; set ports in them by hand");
  if (egg.images.length > 0)
    why.push(`it ran in the image ${egg.images[0]}: what that has (Java, libraries) must be on the node`);
  const keys = variables.map(({ key }) => key);
  const parsed = Blueprint.safeParse({
    format: 1,
    id: eggId(egg),
    name: egg.name.slice(0, 100) || "Imported",
    description: (egg.description ?? "").slice(0, 2000),
    version: "imported",
    game: egg.name.slice(0, 100) || "Imported",
    variables,
    ports: eggPorts(1),
    start: startOf(egg.startup, keys),
    stop: stopOf(egg.stop),
    readiness: readinessOf(egg.ready, why),
  });
  if (parsed.success) return { blueprint: parsed.data, why };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  why.push(`it cannot be started as it is (${problems.slice(0, 3).join("; ")}): write its blueprint by hand`);
  return {
    blueprint: Blueprint.parse({
      ...{
        format: 1,
        id: eggId(egg),
        name: egg.name.slice(0, 100) || "Imported",
        version: "imported",
        game: "Imported",
      },
      ports: eggPorts(1),
      start: { argv: ["/bin/false"] },
      stop: { signal: "SIGTERM" },
    }),
    why,
  };
}

function eggId({ id, name }: Egg): string {
  const word = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  const end = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(-12);
  return ["egg", word, end].filter(Boolean).join("-");
}

/** How a shell takes a value from its environment. */
function inEnvironment(key: string): string {
  return `\${${key}}`;
}

/** How a start is run that is written for a shell, for the variables of these names. */
export function startOf(
  startup: string,
  keys: readonly string[],
): { argv: string[]; environment: Record<string, string> } {
  const environment: Record<string, string> = {
    SERVER_PORT: "{{SERVER_PORT}}",
    SERVER_IP: "{{SERVER_IP}}",
    SERVER_MEMORY: "{{MEMORY_MIB}}",
    ...Object.fromEntries(keys.map((key) => [key, `{{${key}}}`])),
  };
  const inShell = startup
    .replaceAll(/[\r\n]+/g, " ")
    .replaceAll(
      /\{\{\s*(?:server\.build\.env\.|env\.)?([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g,
      (_place, key: string) => `\${${key}}`,
    )
    .replaceAll("{{server.build.default.port}}", inEnvironment("SERVER_PORT"))
    .replaceAll("{{server.build.default.ip}}", inEnvironment("SERVER_IP"))
    .replaceAll("{{server.build.memory}}", inEnvironment("SERVER_MEMORY"))
    .trim();
  return { argv: ["/bin/bash", "-c", inShell], environment };
}

function stopOf(stop: string | null): object {
  const said = (stop ?? "").trim();
  if (said === "" || /^\^\^?C$/i.test(said) || /^SIGINT$/i.test(said)) return { signal: "SIGINT" };
  if (/^SIG(TERM|QUIT|HUP)$/i.test(said)) return { signal: said.toUpperCase() };
  if (/^SIGKILL$/i.test(said) || said.includes("{{")) return { signal: "SIGTERM" };
  return { command: said.split(/[\r\n]/, 1)[0]!.slice(0, 4000) };
}

function readinessOf(ready: unknown, why: string[]): object {
  const done = (ready as { done?: unknown } | null)?.done;
  const said = [done].flat().filter((each): each is string => typeof each === "string" && each !== "");
  if (said.length === 0) return { afterSec: 5 };
  const pattern = said
    .map((each) => (each.startsWith("regex:") ? each.slice(6) : each.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")))
    .join("|")
    .slice(0, 1000);
  if (isPattern(pattern)) return { pattern };
  why.push("how it tells that it is up cannot be read; it counts as up after five seconds");
  return { afterSec: 5 };
}

function variableOf(
  { name, description, key, standard, userEditable, rules }: EggVariable,
  why: string[],
): BlueprintVariable | null {
  if (GIVEN.has(key)) return null;
  if (!KEY.test(key)) {
    why.push(`the variable ${key.slice(0, 60)} has a name that is none here`);
    return null;
  }
  const limit = Number(/(?:^|\|)max:(\d{1,4})(?:\||$)/.exec(rules)?.[1]);
  const isText = !/(?:^|\|)(?:integer|numeric|int)(?:\||$)/.test(rules);
  const isRequired = /(?:^|\|)required(?:\||$)/.test(rules);
  const oneLine = standard.replaceAll(/[\r\n\0]+/g, " ").slice(0, 4096);
  return {
    key,
    label: (name || key).slice(0, 100),
    description: description.slice(0, 1000),
    userEditable,
    required: isRequired && oneLine !== "",
    type: "string",
    default: oneLine,
    ...(isText && limit >= oneLine.length && limit <= 4096 ? { maxLength: limit } : {}),
  };
}
