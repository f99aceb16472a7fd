import { AppError } from "#app/lib/errors.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { secretFields } from "#app/operation/secret.ts";

/** The parameters of an address, each at most once. A key among them is refused: addresses end up in logs. */
export function readQuery(text: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (/^(api_?key|access_token|key|token)$/i.test(name) && /^(gk|maid)_/.test(value))
      throw new AppError("unauthenticated", "request.key_in_query");
    if (name === "__proto__") throw new AppError("bad_request", "request.prototype");
    if (name in query) throw new AppError("bad_request", "request.repeated_parameter", { name });
    query[name] = value;
  }
  return { ...query };
}

/** What is secret comes in the body: an address is kept by every log on its way. */
export function refuseSecrets(operation: AnyOperation, query: Record<string, string>): void {
  const secrets = secretFields(operation.input).filter((name) => name in query);
  if (secrets.length === 0) return;
  throw new AppError(
    "invalid_input",
    "invalid_input",
    { count: secrets.length },
    secrets.map((path) => ({ path, code: "in_address", message: "Send it in the body: addresses are kept in logs." })),
  );
}
