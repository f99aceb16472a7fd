/** npm run generate: the Prisma client of this schema, in src/generated/prisma. */
import { generateClient } from "#app/supervisor/prisma-command.ts";

console.log((await generateClient()) ? "Wrote src/generated/prisma" : "src/generated/prisma is of this schema already");
