import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { flag, optional } from "#app/lib/env-fields.ts";

/** Every setting of an agent, read once at start; each may also be given as a word on the command line. */
export const AgentEnv = z.object({
  GAMEKEEPER_AGENT_HOME: z
    .string()
    .min(1)
    .default(path.join(os.homedir(), ".gamekeeper-agent"))
    .describe("The agent's own folder: its key, its memory, the servers' files."),
  GAMEKEEPER_PANEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where the panel is. Needed to join; remembered afterwards."),
  GAMEKEEPER_JOIN_TOKEN: optional.describe("The token with which a new agent joins. Of one use."),
  GAMEKEEPER_INSECURE: flag.describe("1 allows a link without TLS to a panel on another machine."),
  GAMEKEEPER_BOX: optional.describe(
    "The folder with games/ that come with Gamekeeper. Default: what the agent carries.",
  ),
  GAMEKEEPER_LOG_ROOTS: optional.describe(
    "Folders of this machine with logs of games (such as StarCitizen/LIVE), which the panel may then read, with all that is below them. Several are parted by a colon, on Windows by a semicolon. Default: none.",
  ),
  GAMEKEEPER_AGENT_LOG: z.enum(["debug", "info", "warn", "error"]).default("info").describe("The least level to log."),
});
export type AgentEnv = z.infer<typeof AgentEnv>;

const OPTIONS = {
  home: { type: "string" },
  panel: { type: "string" },
  join: { type: "string" },
  box: { type: "string" },
  logs: { type: "string", multiple: true },
  insecure: { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command line asks for. */
export type AgentRequest = { kind: "run"; env: AgentEnv } | { kind: "version" } | { kind: "help" };

/** The sentence that says how to call the agent. */
export const USAGE = `gamekeeper-agent [--panel URL] [--join TOKEN] [--home FOLDER] [--box FOLDER] [--logs FOLDER] [--insecure]

Runs game servers on this machine for a panel. --panel and --join are needed the first time only.
SIGTERM ends the agent and leaves the game servers running; SIGUSR2 stops them too.`;

/** Words of the command line before the environment. Throws an error that lists all that is wrong. */
export function readRequest(words: string[] = process.argv.slice(2)): AgentRequest {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const given = {
    GAMEKEEPER_AGENT_HOME: values.home,
    GAMEKEEPER_PANEL_URL: values.panel,
    GAMEKEEPER_JOIN_TOKEN: values.join,
    GAMEKEEPER_BOX: values.box,
    GAMEKEEPER_LOG_ROOTS: values.logs?.join(path.delimiter),
    GAMEKEEPER_INSECURE: values.insecure ? "1" : undefined,
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = AgentEnv.safeParse({ ...process.env, ...said });
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const env = parsed.data;
  return { kind: "run", env: { ...env, GAMEKEEPER_AGENT_HOME: path.resolve(env.GAMEKEEPER_AGENT_HOME) } };
}

/** The folders below which the panel may read logs. */
export function logFolders({ GAMEKEEPER_LOG_ROOTS }: AgentEnv): string[] {
  return (GAMEKEEPER_LOG_ROOTS ?? "").split(path.delimiter).filter((folder) => folder.trim() !== "");
}

/** The environment in which the machine's own tools (apt, npm) are called. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GAMEKEEPER_JOIN_TOKEN: undefined };
}
