import { AppError } from "#app/lib/errors.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { apiKeyRotated } from "../events.ts";
import { GRACE_MS } from "../graces.ts";
import { Grace } from "../schema.ts";
import { insertKey, MadeKey } from "./api-keys.ts";
import { boundBy, boundsOf, makerOf, refuseWider } from "./key-bounds.ts";
import { formatOf } from "./key-format.ts";
import { OneKey, ownKey, shown, statusOf } from "./key-rows.ts";

export const rotate = defineCommand({
  id: "apiKeys.rotate",
  summary: "Rotate an API key",
  description:
    "Gives a new key with the same name, scopes, limits and addresses, and as long to live as the old one was given. Both work for the time of grace; after it the old one is refused as rotated. Their use is shown as one.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: ownKey,
  rate: "key-management",
  input: OneKey.extend({ grace: Grace.default("24h").describe("How long the old key works beside the new one.") }),
  output: MadeKey,
  example: { keyId: "key_01930000000070008000000000000001", grace: "24h" },
  http: { method: "POST", path: "/api-keys/{keyId}/rotate", status: 201 },
  async run({ db, actor, now, emit, changed }, { keyId, grace }, key) {
    const status = statusOf(key, now);
    if (key.replacedById) throw new AppError("conflict", "api_keys.rotated_already");
    if (status !== "active") throw new AppError("conflict", "api_keys.not_active", { status });
    const maker = await makerOf(db, actor);
    const before = boundsOf(key);
    const lifeMs = key.expiresAt ? key.expiresAt.getTime() - key.createdAt.getTime() : null;
    const bounds = boundBy(maker, { ...before, expiresAt: lifeMs === null ? null : new Date(now.getTime() + lifeMs) });
    await refuseWider(db, actor, maker, bounds, before);
    const { key: text, made } = await insertKey(db, now, {
      ...bounds,
      ownerId: key.ownerId,
      instanceOwned: key.instanceOwned,
      serverId: key.serverId,
      name: key.name,
      kind: key.kind,
      playerName: key.playerName,
      description: key.description,
      format: formatOf(key.start),
      bundles: key.bundles,
      createdById: actor.userId,
      lineageId: key.lineageId ?? key.id,
    });
    const graceEndsAt = new Date(now.getTime() + GRACE_MS[grace]);
    const replaced = await db.execute(
      sql`update api_keys set "replacedById" = ${made.id}, "rotatedAt" = ${now}, "graceEndsAt" = ${graceEndsAt}, "updatedAt" = ${now}
          where id = ${keyId} and "replacedById" is null`,
    );
    // Somebody else rotated it in the same moment.
    if (replaced === 0) throw new AppError("conflict", "api_keys.rotated_already");
    changed({ keyId }, { keyId: made.id, graceEndsAt: graceEndsAt.toISOString() });
    emit(apiKeyRotated, {
      keyId,
      name: key.name,
      ownerId: key.ownerId,
      replacedById: made.id,
      graceEndsAt: graceEndsAt.toISOString(),
    });
    return { ...shown(made, now), key: text };
  },
});
