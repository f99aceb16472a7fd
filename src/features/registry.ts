import type { AnyOperation } from "#app/operation/define.ts";
import * as audit from "./admin/server/audit.ts";
import * as health from "./admin/server/health.ts";
import * as settings from "./admin/server/settings.ts";
import * as apiKeys from "./api-keys/server/api-keys.ts";
import * as auth from "./identity/server/auth.ts";
import * as setup from "./identity/server/setup.ts";

type OperationsOf<M> = { [K in keyof M as M[K] extends AnyOperation ? K : never]: M[K] };

/** The operations among a file's exports. */
function group<M extends object>(file: M): OperationsOf<M> {
  const entries = Object.entries(file).filter(
    ([, value]) => typeof value === "object" && value !== null && "access" in value,
  );
  return Object.fromEntries(entries) as OperationsOf<M>;
}

/** Every operation, by the path at which tRPC has it. The only list of what the panel can do. */
export const operations = {
  apiKeys: group(apiKeys),
  audit: group(audit),
  auth: group(auth),
  health: group(health),
  settings: group(settings),
  setup: group(setup),
};

export const operationList: readonly AnyOperation[] = Object.values(operations).flatMap((operations) =>
  Object.values(operations),
);
