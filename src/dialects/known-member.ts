import { personKnownBy } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { runtime } from "#app/operation/runtime.ts";

/** Who is meant by an id of another system, or of ours: their id here. Throws AppError `not_found`. */
export async function knownMember(id: unknown): Promise<string> {
  const found = typeof id === "string" ? await personKnownBy(runtime().database, id) : null;
  if (found === null) throw new AppError("not_found", "dialects.unknown_member");
  return found;
}
