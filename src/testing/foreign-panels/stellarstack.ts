import pg from "pg";
import type { ImportReport } from "#app/features/imports/report.ts";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { FIRST_STELLARSTACK } from "./stellarstack-first.ts";
import { SECOND_STELLARSTACK } from "./stellarstack-second.ts";

/** As better-auth 1.3.34 takes it for "the old passwörd". */
const BETTER_AUTH_HASH =
  "00112233445566778899aabbccddeeff:183befe183eb22a5d3222192f678b1e205fa9c336079833190608c1249b1fc8546213c5d09df4592ade43f02ad0fac42c632760a7ccd2d0f2fc4eda45211e8ea";

/** A database with these tables and rows. */
export async function databaseWith(text: string): Promise<TestDatabase> {
  const database = await createEmptyTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
  return database;
}

/** A StellarStack of each generation. */
export async function createStellarstacks(): Promise<{ first: TestDatabase; second: TestDatabase }> {
  return {
    first: await databaseWith(FIRST_STELLARSTACK),
    second: await databaseWith(SECOND_STELLARSTACK.replace("BETTER_AUTH_HASH", BETTER_AUTH_HASH)),
  };
}

/** What is told, without the ids that each run gives anew. */
export function told({ kinds, problems, leftOut, toDo }: ImportReport): unknown {
  return JSON.parse(JSON.stringify({ kinds, problems, leftOut, toDo }).replaceAll(/srv_[0-9a-f]+/g, "srv"));
}
