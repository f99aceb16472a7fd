import type { AnyOperation } from "#app/operation/define.ts";
import * as audit from "./admin/server/audit.ts";
import * as health from "./admin/server/health.ts";
import * as settings from "./admin/server/settings.ts";
import * as apiKeys from "./api-keys/server/api-keys.ts";

/** Every operation, by the path at which tRPC has it. The only list of what the panel can do. */
export const operations = {
  apiKeys: {
    create: apiKeys.create,
    generate: apiKeys.generate,
    get: apiKeys.get,
    list: apiKeys.list,
    revoke: apiKeys.revoke,
  },
  audit: { list: audit.list },
  health: { get: health.get },
  settings: { list: settings.list, set: settings.set },
};

export const operationList: readonly AnyOperation[] = Object.values(operations).flatMap((group) =>
  Object.values(group),
);
