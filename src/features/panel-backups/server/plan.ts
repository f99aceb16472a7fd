import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { BackupPlace, BackupPlan, BackupSchedule, SealedBy } from "../schema.ts";
import { lastSlot } from "../slots.ts";
import { FREQUENCIES } from "../terms.ts";

const Secrets = z.object({ secretAccessKey: z.string().optional(), passphrase: z.string().optional() });
type Secrets = z.output<typeof Secrets>;

const Row = z.object({
  frequency: z.enum(FREQUENCIES),
  weekday: z.number(),
  time: z.string(),
  keep: z.number(),
  place: BackupPlace,
  sealedBy: SealedBy,
  secrets: z.string().nullable(),
  after: z.string(),
  changedAt: z.date().nullable(),
});

const DEFAULT: z.output<typeof Row> = {
  frequency: "off",
  weekday: 7,
  time: "03:30",
  keep: 7,
  place: { kind: "folder", folder: null },
  sealedBy: "installation",
  secrets: null,
  after: "",
  changedAt: null,
};

/** The plan in force. */
export async function readPlan(db: Sql): Promise<z.output<typeof Row>> {
  const found = await row(
    db,
    Row,
    sql`select frequency, weekday, time, keep, place, "sealedBy", secrets, after, "changedAt" from panel_backup_plans`,
  );
  return found ?? DEFAULT;
}

export function openSecrets(vault: Vault, sealed: string | null): Secrets {
  return sealed === null ? {} : Secrets.parse(JSON.parse(vault.open(sealed)));
}

async function shown({ db, runtime }: Pick<Context, "db" | "runtime">): Promise<z.input<typeof BackupPlan>> {
  const { secrets, after: _, changedAt, ...plan } = await readPlan(db);
  const known = openSecrets(runtime.vault, secrets);
  return {
    ...plan,
    hasSecretKey: known.secretAccessKey !== undefined,
    hasPassphrase: known.passphrase !== undefined,
    timeZone: await setting(db, "time-zone"),
    changedAt: iso(changedAt),
  };
}

export const plan = defineQuery({
  id: "panelBackups.plan",
  summary: "Get when and where to the panel is backed up",
  access: { kind: "permission", permission: "instance:manage" },
  rate: "admin",
  input: z.object({}),
  output: BackupPlan,
  example: {},
  http: { method: "GET", path: "/admin/backups/plan" },
  run: (context) => shown(context),
});

export const setPlan = defineCommand({
  id: "panelBackups.setPlan",
  summary: "Set when and where to the panel is backed up",
  description:
    "Every file is sealed and holds the whole panel, its secrets included. A secret key or passphrase that is not given stays as it was. What was due before is not made up for.",
  access: { kind: "permission", permission: "instance:manage" },
  peopleOnly: true,
  freshSignIn: true,
  rate: "admin",
  errors: ["conflict"],
  input: BackupSchedule.extend({
    keep: BackupPlan.shape.keep,
    place: BackupPlace,
    sealedBy: SealedBy,
    secretAccessKey: secret(z.string().trim().min(1).max(500)).optional().describe("Of the bucket."),
    passphrase: secret(z.string().min(12).max(200))
      .optional()
      .describe("12 characters at least. Without it nobody opens the files, the panel's makers neither."),
  }),
  output: BackupPlan,
  example: {
    frequency: "daily",
    weekday: 7,
    time: "03:30",
    keep: 7,
    place: { kind: "folder", folder: null },
    sealedBy: "installation",
  },
  http: { method: "PUT", path: "/admin/backups/plan" },
  async run(context, { secretAccessKey, passphrase, ...wanted }) {
    const { db, now, runtime } = context;
    await db.query(sql`select pg_advisory_xact_lock(hashtext('panel backup plan'))`);
    const before = await readPlan(db);
    const known = openSecrets(runtime.vault, before.secrets);
    // A key that was given for one store is never shown to another one.
    const isSameStore =
      before.place.kind === "s3" &&
      wanted.place.kind === "s3" &&
      before.place.endpoint === wanted.place.endpoint &&
      before.place.accessKeyId === wanted.place.accessKeyId;
    const keyNow = secretAccessKey ?? (isSameStore ? known.secretAccessKey : undefined);
    const wordsNow = passphrase ?? known.passphrase;
    if (wanted.place.kind === "s3" && keyNow === undefined)
      throw new AppError("conflict", "panel_backups.no_secret_key");
    if (wanted.sealedBy === "passphrase" && wordsNow === undefined)
      throw new AppError("conflict", "panel_backups.no_passphrase");
    const secrets: Secrets = {
      ...(wanted.place.kind === "s3" && keyNow !== undefined ? { secretAccessKey: keyNow } : {}),
      ...(wordsNow === undefined ? {} : { passphrase: wordsNow }),
    };
    const after = lastSlot(wanted, now, await setting(db, "time-zone")) ?? "";
    const { frequency, weekday, time, keep, place, sealedBy } = wanted;
    await db.execute(sql`
      insert into panel_backup_plans (id, frequency, weekday, time, keep, place, "sealedBy", secrets, after, "changedAt")
      values (1, ${frequency}, ${weekday}, ${time}, ${keep}, ${JSON.stringify(place)}::jsonb, ${sealedBy}, ${runtime.vault.seal(JSON.stringify(secrets))}, ${after}, ${now})
      on conflict (id) do update set frequency = excluded.frequency, weekday = excluded.weekday, time = excluded.time, keep = excluded.keep,
        place = excluded.place, "sealedBy" = excluded."sealedBy", secrets = excluded.secrets, after = excluded.after, "changedAt" = excluded."changedAt"`);
    const { secrets: _secrets, after: _after, changedAt: _changedAt, ...old } = before;
    context.changed(old, wanted);
    return shown(context);
  },
});
