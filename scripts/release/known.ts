import * as z from "zod";

const Account = z.object({ email: z.string(), password: z.string() });
export type Account = z.output<typeof Account>;

/**
 * What is known of a fixture beside the backup itself (`prisma/upgrades/<version>.json`): with what one gets into it, and what has to be in it
 * after every upgrade. The installation was made for this, never served anybody, and is public with all its secrets.
 */
export const Known = z.object({
  owner: Account,
  admin: Account.extend({ totpSecret: z.string() }),
  keys: z.object({
    instance: z.string().describe("Of the installation; good for ever."),
    owned: z.string().describe("Of the owner; good for ever."),
    bound: z.string().describe("Good from 192.0.2.0/24 alone."),
    expired: z.string(),
    revoked: z.string(),
  }),
  servers: z.array(z.string()).describe("Names of what the owner sees, in order."),
  sealed: z
    .object({ serverId: z.string(), value: z.string() })
    .describe("A secret variable of a server, which the vault keeps."),
  rows: z.record(z.string(), z.int()).describe("How many, by table."),
});
export type Known = z.output<typeof Known>;
