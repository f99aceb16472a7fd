import * as z from "zod";
import { takeTry, trySucceeded } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex, type Vault } from "#app/platform/crypto.ts";
import { panelKey } from "#app/platform/panel-key.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { EnrolAnswer, EnrolRequest, PROTOCOL_VERSION, servesProtocol } from "#app/protocol/agent.ts";
import { enrolText, parseJoinToken, sign } from "#app/protocol/handshake.ts";
import { nodeEnrolled } from "../events.ts";
import { roomIsFree } from "./queue/room-is-free.ts";

const Known = z.object({ name: z.string() });
const Invited = z.object({ nodeId: z.string(), name: z.string() });

export const enrol = defineCommand({
  id: "nodes.enrol",
  summary: "Join an agent to its node",
  description:
    "By a join token, which works once. The answer is signed with the key whose fingerprint the token carries.",
  access: { kind: "public" },
  whileClosed: true,
  errors: ["not_found", "conflict", "rate_limited"],
  input: EnrolRequest.extend({ joinToken: secret(EnrolRequest.shape.joinToken) }),
  output: EnrolAnswer,
  example: {
    joinToken: "gkj_example",
    publicKey: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    nonce: "AAAAAAAAAAAAAAAAAAAAAAAA",
    protocol: PROTOCOL_VERSION,
    agentVersion: "1.0.0",
    facts: {
      os: "linux",
      arch: "x64",
      cpus: 2,
      memoryMiB: 4096,
      diskMiB: 50_000,
      hostname: "node-2",
      isolation: { memoryLimit: "cgroup2", cpuLimit: "cgroup2", processLimit: "cgroup2", user: "dedicated", notes: [] },
    },
  },
  before: (context) => takeTry(context, "join", null),
  async run(context, { joinToken, publicKey, nonce, protocol, agentVersion, facts }) {
    const { db, now, runtime, address, emit, target, identified } = context;
    if (!servesProtocol(protocol))
      throw new AppError("conflict", "nodes.protocol_unsupported", { agent: protocol, panel: PROTOCOL_VERSION });
    const token = parseJoinToken(joinToken);
    const invited =
      token &&
      (await row(
        db,
        Invited,
        sql`update join_tokens t set "usedAt" = ${now} from nodes n
            where t."tokenHash" = ${sha256Hex(token.secret)} and t."usedAt" is null and t."expiresAt" > ${now} and n.id = t."nodeId"
            returning n.id as "nodeId", n.name`,
      ));
    if (!invited) throw new AppError("not_found", "nodes.join_token_invalid");
    const { nodeId, name } = invited;
    const elsewhere = await row(
      db,
      Known,
      sql`select name from nodes where "publicKey" = ${publicKey} and id <> ${nodeId}`,
    );
    if (elsewhere) throw new AppError("conflict", "nodes.already_enrolled", { node: elsewhere.name });
    await db.execute(sql`
      update nodes set "publicKey" = ${publicKey}, "enrolledAt" = ${now}, "agentVersion" = ${agentVersion}, protocol = ${protocol},
        facts = ${JSON.stringify(facts)}::jsonb, "lastAddress" = ${address}, "updatedAt" = ${now}
      where id = ${nodeId}`);
    // A new agent counts its reports and its connections anew.
    await db.execute(sql`delete from node_report_cursors where "nodeId" = ${nodeId}`);
    await db.execute(sql`delete from node_link where "nodeId" = ${nodeId}`);
    await trySucceeded(context, "join", null);
    target("node", nodeId, name);
    identified({ kind: "node", id: nodeId, label: name });
    emit(nodeEnrolled, { nodeId, name });
    roomIsFree(context);
    const key = await panelKey(runtime.database, runtime.vault);
    return {
      nodeId,
      panelPublicKey: key.publicKey,
      signature: await sign(key.privateKey, enrolText({ nonce, nodeId, publicKey })),
    };
  },
});

/** Whether an agent that says it has joined as `nodeId`, at the panel with that key, would be let in by this panel. */
export async function knowsAgent(
  db: Sql,
  vault: Vault,
  publicKey: string,
  { nodeId, panelFingerprint }: { nodeId: string; panelFingerprint: string },
): Promise<boolean> {
  const node = await row(db, Known, sql`select name from nodes where id = ${nodeId} and "publicKey" = ${publicKey}`);
  return node !== null && (await panelKey(db, vault)).fingerprint === panelFingerprint;
}
