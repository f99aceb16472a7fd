import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // Generating the client needs no database; scripts/prisma.ts gives the commands that do need one a throw-away.
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1/none" },
});
