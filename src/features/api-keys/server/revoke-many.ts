import * as z from "zod";
import { BulkInput, bulkIds, defineBulk } from "#app/operation/bulk.ts";
import { revoke } from "./api-keys.ts";

export const revokeMany = defineBulk({
  id: "apiKeys.revokeMany",
  summary: "Revoke several API keys",
  description: "They end within a second, as by a call for each.",
  access: { kind: "permission", permission: "api-keys:write" },
  rate: "key-management",
  errors: ["not_found"],
  input: BulkInput.extend({ keys: bulkIds("Ids of up to 100 keys.") }),
  item: z.object({}),
  example: { keys: ["key_01930000000070008000000000000001"] },
  http: { method: "POST", path: "/api-keys/revoke" },
  bulk: { command: () => revoke, inputs: ({ keys }) => keys.map((keyId) => ({ keyId })) },
});
