import * as z from "zod";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import type { PanelKey } from "#app/platform/panel-key.ts";
import { row, sql } from "#app/platform/sql.ts";
import { VERSION } from "#app/platform/version.ts";
import { type FromAgent, type LinkRefusal, PROTOCOL_VERSION, servesProtocol } from "#app/protocol/agent.ts";
import { type LinkFacts, linkText, sign, verify, welcomeText } from "#app/protocol/handshake.ts";
import { type AnswerOf, type ParsedBodyOf, WireError } from "#app/protocol/wire.ts";

const Node = z.object({ name: z.string(), publicKey: z.string().nullable(), enrolledAt: z.date().nullable() });
const Claimed = z.object({ epoch: z.number() });

/** How long a link counts as held after it was last said so, and how often that is said. */
export const LEASE_MS = 15_000;
export const RENEW_MS = 5_000;

/** What a sidecar knows when an agent says hello on a new connection. */
export interface Greeting {
  database: Database;
  key: PanelKey;
  /** The hosts by which this panel is reached: the one the request named, and that of its public URL. */
  hosts: readonly string[];
  /** The agent's address, proxies seen through. */
  address: string | null;
  panelNonce: string;
  hostEpoch: string;
  /** Where other processes find this sidecar. */
  internalUrl: string;
}

export interface Welcome {
  node: { id: string; name: string };
  epoch: number;
  answer: AnswerOf<FromAgent, "hello">;
}

type Hello = ParsedBodyOf<FromAgent, "hello">;

/**
 * Takes an agent in: proves that it is the node it says, that it has dialled this panel and not somebody between, and that no newer link of it is
 * there; then writes down that the link is here. Throws WireError with the refusal.
 */
export async function welcome(hello: Hello, greeting: Greeting): Promise<Welcome> {
  const { database, key, panelNonce, hostEpoch } = greeting;
  if (!servesProtocol(hello.protocol))
    refuse(
      "protocol_unsupported",
      `This panel speaks protocol ${PROTOCOL_VERSION}; the agent speaks ${hello.protocol}.`,
    );
  if (!greeting.hosts.includes(hello.host.toLowerCase()))
    refuse("wrong_host", `The agent dialled ${hello.host}, and this panel was asked for ${greeting.hosts[0]}.`);
  const node = await row(
    database,
    Node,
    sql`select name, "publicKey", "enrolledAt" from nodes where id = ${hello.nodeId}`,
  );
  if (!node?.enrolledAt || node.publicKey !== hello.publicKey)
    refuse("node_unknown", "This panel has no such node, or the node has another key.");
  const facts: LinkFacts = {
    panelNonce,
    agentNonce: hello.nonce,
    host: hello.host,
    hostEpoch,
    nodeId: hello.nodeId,
    connectionEpoch: hello.connectionEpoch,
    panelFingerprint: key.fingerprint,
  };
  if (!(await verify(hello.publicKey, linkText(facts), hello.signature)))
    refuse("bad_signature", "The signature is not that of this node's key.");
  if (!(await claim(greeting, hello))) refuse("stale_connection", "A newer connection of this node is there already.");
  await noteFacts(greeting, hello);
  return {
    node: { id: hello.nodeId, name: node.name },
    epoch: hello.connectionEpoch,
    answer: {
      protocol: PROTOCOL_VERSION,
      panelVersion: VERSION,
      signature: await sign(key.privateKey, welcomeText(facts)),
      at: now().getTime(),
    },
  };
}

/** A machine may have been given more memory, or the agent be a newer one. */
async function noteFacts({ database, address }: Greeting, hello: Hello): Promise<void> {
  await database.execute(sql`
    update nodes set facts = ${JSON.stringify(hello.facts)}::jsonb, "agentVersion" = ${hello.agentVersion}, protocol = ${hello.protocol},
      "lastAddress" = ${address}
    where id = ${hello.nodeId}`);
}

function refuse(code: LinkRefusal, message: string): never {
  throw new WireError(code, message);
}

/** One statement, so that of two sidecars with links of one node exactly the newer wins. A lease that ran out holds nobody off. */
async function claim({ database, internalUrl }: Greeting, hello: Hello): Promise<boolean> {
  const at = now();
  const claimed = await row(
    database,
    Claimed,
    sql`
      insert into node_link ("nodeId", "sidecarUrl", epoch, "leaseUntil", since)
      values (${hello.nodeId}, ${internalUrl}, ${hello.connectionEpoch}, ${new Date(at.getTime() + LEASE_MS)}, ${at})
      on conflict ("nodeId") do update
        set "sidecarUrl" = excluded."sidecarUrl", epoch = excluded.epoch, "leaseUntil" = excluded."leaseUntil", since = excluded.since
        where node_link.epoch < excluded.epoch or node_link."leaseUntil" < ${at}
      returning epoch`,
  );
  return claimed !== null;
}
