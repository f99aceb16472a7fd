import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import * as z from "zod";

const Name = z.union([z.string(), z.number().transform(String)]);
const Table = z.record(z.string(), z.unknown());

const Config = z.object({
  api: z.object({
    client: z.looseObject({
      packages: z.object({
        default: Name.optional(),
        list: Table.default({}),
        rolePackages: z
          .object({ roleServer: Name.optional(), roles: z.record(z.string(), Name).optional().catch(undefined) })
          .optional()
          .catch(undefined),
      }),
    }),
  }),
});

/** What of a Heliactyl's configuration has a place here: its packages. */
export interface HeliactylConfig {
  /** By their names, in its order; what each gives, as it says so. */
  packages: ReadonlyMap<string, unknown>;
  /** Whose have it who have no other. */
  standard: string | null;
  /** Which roles on Discord give which, in its order: of two the later one holds there. */
  roles: readonly { guildId: string; roleId: string; name: string }[];
  /** Parts that say something, and are not read. */
  others: readonly string[];
}

/** Why a file cannot be read as the configuration of a Heliactyl. */
export class NotHeliactylConfig extends Error {}

/** What is set up there that is set up anew here. */
const OTHERS = ["coins", "j4r", "eggs", "locations"];

/**
 * Reads `config.toml`, or `settings.json` of releases before 3. No key or token of it is kept or told. Throws NotHeliactylConfig.
 * Source of the form: config_example.toml of Heliactyl Next 3.2.
 */
export function readHeliactylConfig(file: string): HeliactylConfig {
  const found = Config.safeParse(parsed(file));
  if (!found.success)
    throw new NotHeliactylConfig(`${file} is no configuration of Heliactyl: it has no api.client.packages.`);
  const { packages, ...client } = found.data.api.client;
  const { roleServer = "", roles = {} } = packages.rolePackages ?? {};
  return {
    packages: new Map(Object.entries(packages.list)),
    standard: packages.default ?? null,
    // The example is full of ids that are nothing but zeros.
    roles: Object.entries(roles)
      .filter(([roleId]) => !/^0*$/.test(roleId) && !/^0*$/.test(roleServer))
      .map(([roleId, name]) => ({ guildId: roleServer, roleId, name })),
    others: OTHERS.filter((name) => Table.safeParse(client[name]).success).map((name) => `api.client.${name}`),
  };
}

function parsed(file: string): unknown {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  try {
    return text.trimStart().startsWith("{") ? JSON.parse(text) : parse(text);
  } catch (error) {
    // What stands there may be a secret, and a parser's own words show it.
    const where = error instanceof TomlError ? `line ${error.line} is no TOML` : "it is no JSON";
    throw new NotHeliactylConfig(`${file} cannot be read: ${where}.`);
  }
}
