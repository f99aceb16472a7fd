import path from "node:path";

/** The folder of the embedded PostgreSQL in a data folder, and the name of the panel's database in it. */
export const DATABASE_NAME = "gamekeeper";
export function postgresFolder(home: string): string {
  return path.join(home, "postgres");
}
