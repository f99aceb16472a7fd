import { DatabaseSync } from "node:sqlite";

/** Makes a database as Heliactyl does: one table, keys with a namespace, values as JSON. `more` is written as it is. */
export function writeHeliactyl(
  file: string,
  values: Record<string, unknown>,
  more: Record<string, string> = {},
): string {
  const made = new DatabaseSync(file);
  made.exec(
    "create table keyv ([key] text primary key, value text not null); create index idx_keyv_key on keyv ([key])",
  );
  const insert = made.prepare("insert into keyv ([key], value) values (?, ?)");
  for (const [key, value] of Object.entries(values)) insert.run(`keyv:${key}`, JSON.stringify({ value }));
  for (const [key, text] of Object.entries(more)) insert.run(key, text);
  made.close();
  return file;
}

/** A configuration as Heliactyl Next has it, with a secret in each part that nobody may read out of a report. */
export const HELIACTYL_CONFIG = `name = "Heliactyl"
database = "sqlite://storage/heliactyl.db"

[pterodactyl]
domain = "https://panel.example.com"
key = "ptla_a_secret"

[api.client.api]
enabled = true
code = "code_a_secret"

  [api.client.packages]
  default = "default"

    [api.client.packages.list.default]
    ram = 2_048
    disk = 3_072
    cpu = 100
    servers = 3

    [api.client.packages.list.2]
    ram = 6_144
    disk = 30_720.5
    cpu = 150
    servers = 8

    [api.client.packages.list.premium]
    ram = 1_000_000_000_000
    disk = -1
    servers = 5

    [api.client.packages.list]
    broken = "no table"

    [api.client.packages.rolePackages]
    note = "This is mainly used for Boost rewards."
    roleServer = "80351110224678900"

      [api.client.packages.rolePackages.roles]
      "80351110224678901" = "premium"
      "80351110224678902" = "2"
      "80351110224678903" = "gone"
      "0000000000000000000" = "2"

  [api.client.locations.2]
  name = "France, FR"

  [api.client.coins]
  enabled = true
`;
