import * as z from "zod";
import { fingerprintOf, generateSigningKeys, type SigningKeys } from "#app/protocol/handshake.ts";
import type { Vault } from "./crypto.ts";
import { row, type Sql, sql } from "./sql.ts";

const PUBLIC = "panel-key:public";
const PRIVATE = "panel-key:private";
const Fact = z.object({ value: z.string() });

/** The panel's signing key, and its fingerprint: what join tokens carry and agents pin. */
export interface PanelKey extends SigningKeys {
  fingerprint: string;
}

/**
 * The Ed25519 key by which agents know this panel. Made at the first call of the installation's life; the private half is sealed by the vault.
 * Several processes may ask at once: one makes it, all get the same.
 */
export async function panelKey(db: Sql, vault: Vault): Promise<PanelKey> {
  const known = await read(db, vault);
  if (known) return known;
  const made = await generateSigningKeys();
  // One row holds both halves' fate: whoever inserts the private one has made the key, and the public one follows from it.
  await db.execute(sql`
    with made as (
      insert into installation_facts (key, value) values (${PRIVATE}, ${vault.seal(made.privateKey)})
      on conflict (key) do nothing returning key
    )
    insert into installation_facts (key, value) select ${PUBLIC}, ${made.publicKey} from made`);
  const found = await read(db, vault);
  if (!found) throw new Error("The panel's key could neither be made nor read.");
  return found;
}

async function read(db: Sql, vault: Vault): Promise<PanelKey | null> {
  const secret = await row(db, Fact, sql`select value from installation_facts where key = ${PRIVATE}`);
  const open = await row(db, Fact, sql`select value from installation_facts where key = ${PUBLIC}`);
  if (!secret || !open) return null;
  return {
    publicKey: open.value,
    privateKey: vault.open(secret.value),
    fingerprint: await fingerprintOf(open.value),
  };
}
