import * as z from "zod";
import { LinePatterns } from "../games/line-patterns.ts";
import { PortProtocol, RestartPolicy } from "./schema.ts";
import { BUILTIN_VARIABLES, isTemplate, TEMPLATE_RULE, templateVariables } from "./template.ts";
import { BlueprintVariable, checkValue, Pattern, VariableKey } from "./variable.ts";

const LINE_RULE = "must be a single line";
const isLine = (text: string) => !/[\r\n\0]/.test(text);

const LineTemplate = z.string().max(4096).refine(isTemplate, TEMPLATE_RULE).refine(isLine, LINE_RULE);

/** Inside the server's folder, however its variables are filled: those cannot bring `..` in, the agent checks again. */
const InnerPath = LineTemplate.refine(
  (path) => path !== "" && !path.startsWith("/") && !path.split("/").includes(".."),
  "must be a path inside the server's folder, without ..",
);

const name = z.string().min(1).max(100);
const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, "must be lower-case letters, digits and hyphens, beginning with a letter");
const Argv = z.array(LineTemplate).min(1).max(200);
const Environment = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), LineTemplate);

/** A port the game listens on. The node gives one of its range; the named variables carry it into templates. */
export const BlueprintPort = z.strictObject({
  name: Slug,
  label: name,
  protocol: PortProtocol,
  /** The port the game has by custom; taken if it is free. */
  default: z.int().min(1).max(65535).optional(),
  variable: VariableKey,
  addressVariable: VariableKey.optional(),
});
export type BlueprintPort = z.infer<typeof BlueprintPort>;

/** One step of an installation. None goes through a shell; each may be repeated without harm. */
export const InstallStep = z.discriminatedUnion("type", [
  z.strictObject({
    name,
    type: z.literal("npm"),
    /** Of the npm registry; installed into the server's folder, without the packages' own scripts. */
    package: z.string().regex(/^(@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*$/, "must be the name of an npm package"),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, "must be one exact version"),
  }),
  /** Out of what comes with the agent, such as `games/hollow`. */
  z.strictObject({ name, type: z.literal("copy"), from: InnerPath, to: InnerPath }),
  z.strictObject({
    name,
    type: z.literal("write"),
    path: InnerPath,
    text: z.string().max(65_536).refine(isTemplate, TEMPLATE_RULE),
    /** Leave a file that is there already, as people may have changed it. */
    keep: z.boolean().default(false),
  }),
  z.strictObject({ name, type: z.literal("mkdir"), path: InnerPath }),
  z.strictObject({
    name,
    type: z.literal("debian"),
    /** Packages of the machine's own distribution: checked, and installed where the agent is root. */
    packages: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of a Debian package"))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    name,
    type: z.literal("run"),
    argv: Argv,
    environment: Environment.default({}),
    timeoutSec: z.int().min(1).max(7200).default(600),
  }),
]);
export type InstallStep = z.infer<typeof InstallStep>;

/** How to make the process run. Each argument stays one argument, whatever a variable holds. */
export const StartSpec = z.strictObject({
  argv: Argv,
  environment: Environment.default({}),
  /** Relative to the server's folder. */
  workingDirectory: InnerPath.default("."),
  /** Written before each start, so that they always say what the variables say. */
  files: z
    .array(z.strictObject({ path: InnerPath, text: z.string().max(65_536).refine(isTemplate, TEMPLATE_RULE) }))
    .max(20)
    .default([]),
  /** Not ready by then, it is stopped again with the reason `start_timed_out`. */
  timeoutSec: z.int().min(1).max(3600).default(120),
});
export type StartSpec = z.infer<typeof StartSpec>;

const graceSec = z.int().min(1).max(3600).default(30);

/** How to end it: a line on its stdin or a signal. What is still there after `graceSec` is killed. */
export const StopSpec = z.union([
  z.strictObject({ command: LineTemplate.min(1), graceSec }),
  z.strictObject({ signal: z.enum(["SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP"]), graceSec }),
]);
export type StopSpec = z.infer<typeof StopSpec>;

/** How to tell that players may come: a line it prints, a TCP port that answers, or some seconds of life. */
export const Readiness = z.union([
  z.strictObject({ pattern: Pattern }),
  z.strictObject({ port: Slug }),
  z.strictObject({ afterSec: z.number().min(0).max(600) }),
]);
export type Readiness = z.infer<typeof Readiness>;

/** How to read its console: what a line's level is, and what its lines tell of. */
export const ConsoleSpec = z.strictObject({
  /** Patterns of its game that ship with Gamekeeper, such as `minecraft`; those that stand here are tried first. */
  uses: Slug.optional(),
  ...LinePatterns.shape,
  levels: z
    .array(z.strictObject({ level: z.enum(["debug", "info", "warn", "error"]), pattern: Pattern }))
    .max(20)
    .default([]),
});
export type ConsoleSpec = z.infer<typeof ConsoleSpec>;

/** A thing to say to the game, with named arguments; see `renderCommand`. */
export const BlueprintCommand = z.strictObject({
  name: Slug,
  label: name,
  template: LineTemplate.min(1),
  arguments: z
    .array(
      z.strictObject({
        key: VariableKey,
        label: name,
        required: z.boolean().default(true),
        maxLength: z.int().min(1).max(1000).default(200),
        pattern: Pattern.optional(),
      }),
    )
    .max(10)
    .default([]),
});
export type BlueprintCommand = z.infer<typeof BlueprintCommand>;

const LimitDefaults = z.strictObject({
  memoryMiB: z.int().min(16).default(512),
  cpuPercent: z.int().min(5).default(100),
  diskMiB: z.int().min(16).default(2048),
  processes: z.int().min(4).default(128),
});
const LimitMinima = z.strictObject({
  memoryMiB: z.int().min(16).default(16),
  cpuPercent: z.int().min(5).default(5),
  diskMiB: z.int().min(16).default(16),
  processes: z.int().min(4).default(4),
});

/** Everything Gamekeeper knows of one game: how to install, start, stop, speak to and read it. */
export const Blueprint = z
  .strictObject({
    format: z.literal(1, "must be 1, the only format there is"),
    id: Slug,
    name,
    description: z.string().max(2000).default(""),
    version: z.string().min(1).max(50),
    game: name,
    /** The game speaks to the panel itself: its process gets the panel's address, its server's id and a key for it in the environment. */
    bridge: z.boolean().default(false),
    /** What more the panel may offer for it, such as `players` or `world`. */
    features: z.array(Slug).max(50).default([]),
    variables: z.array(BlueprintVariable).max(200).default([]),
    ports: z.array(BlueprintPort).max(20).default([]),
    install: z.array(InstallStep).max(50).default([]),
    start: StartSpec,
    stop: StopSpec,
    readiness: Readiness.default({ afterSec: 0 }),
    limits: z.strictObject({ default: LimitDefaults.prefault({}), minimum: LimitMinima.prefault({}) }).prefault({}),
    restart: RestartPolicy.prefault({}),
    console: ConsoleSpec.prefault({}),
    commands: z.array(BlueprintCommand).max(50).default([]),
  })
  .superRefine((blueprint, context) => {
    for (const { path, message } of problemsIn(blueprint)) context.addIssue({ code: "custom", path, message });
  });
export type Blueprint = z.infer<typeof Blueprint>;

interface Problem {
  path: (string | number)[];
  message: string;
}

function problemsIn(blueprint: Blueprint): Problem[] {
  return [...namesTakenTwice(blueprint), ...unknownNames(blueprint), ...badDefaults(blueprint)];
}

/** Limits the templates may use too: `{{MEMORY_MIB}}`. */
const LIMIT_VARIABLES = ["MEMORY_MIB"] as const;

function namesTakenTwice(blueprint: Blueprint): Problem[] {
  const problems: Problem[] = [];
  const once = (taken: Set<string>, key: string, path: (string | number)[]) => {
    if (taken.has(key)) problems.push({ path, message: `${key} is taken already` });
    taken.add(key);
  };
  const keys = new Set<string>([...BUILTIN_VARIABLES, ...LIMIT_VARIABLES]);
  blueprint.variables.forEach((variable, at) => {
    once(keys, variable.key, ["variables", at, "key"]);
  });
  const ports = new Set<string>();
  blueprint.ports.forEach((port, at) => {
    once(ports, port.name, ["ports", at, "name"]);
    once(keys, port.variable, ["ports", at, "variable"]);
    if (port.addressVariable !== undefined) once(keys, port.addressVariable, ["ports", at, "addressVariable"]);
  });
  const commands = new Set<string>();
  blueprint.commands.forEach((command, at) => {
    once(commands, command.name, ["commands", at, "name"]);
  });
  return problems;
}

/** The names that this blueprint's templates may use. */
function knownVariables(blueprint: Pick<Blueprint, "variables" | "ports">): Set<string> {
  const ofPorts = blueprint.ports.flatMap((port) => [port.variable, port.addressVariable ?? port.variable]);
  return new Set([...BUILTIN_VARIABLES, ...LIMIT_VARIABLES, ...blueprint.variables.map(({ key }) => key), ...ofPorts]);
}

function unknownNames(blueprint: Blueprint): Problem[] {
  const known = knownVariables(blueprint);
  const problems: Problem[] = [];
  const look = (value: unknown, path: (string | number)[], allowed: Set<string>) => {
    if (typeof value === "string") {
      for (const key of templateVariables(value)) {
        if (!allowed.has(key)) problems.push({ path, message: `{{${key}}} is not a variable of this blueprint` });
      }
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(inner, [...path, Array.isArray(value) ? Number(key) : key], allowed);
      }
    }
  };
  look(blueprint.install, ["install"], known);
  look(blueprint.start, ["start"], known);
  look(blueprint.stop, ["stop"], known);
  blueprint.commands.forEach((command, at) => {
    look(command.template, ["commands", at, "template"], new Set(command.arguments.map(({ key }) => key)));
  });
  const { readiness } = blueprint;
  if ("port" in readiness && !blueprint.ports.some((port) => port.name === readiness.port)) {
    problems.push({ path: ["readiness", "port"], message: `${readiness.port} is not a port of this blueprint` });
  }
  return problems;
}

function badDefaults(blueprint: Blueprint): Problem[] {
  const problems: Problem[] = [];
  blueprint.variables.forEach((variable, at) => {
    if (!("default" in variable) || variable.default === undefined) return;
    const checked = checkValue(variable, variable.default);
    if ("problem" in checked) problems.push({ path: ["variables", at, "default"], message: checked.problem });
  });
  for (const limit of ["memoryMiB", "cpuPercent", "diskMiB", "processes"] as const) {
    const { default: normal, minimum } = blueprint.limits;
    if (normal[limit] < minimum[limit]) {
      problems.push({ path: ["limits", "default", limit], message: `is below the minimum of ${minimum[limit]}` });
    }
  }
  return problems;
}
