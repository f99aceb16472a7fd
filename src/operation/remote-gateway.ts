import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { ASK_PATH, callInternal, InternalCallError } from "#app/platform/internal-http.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { toAgent } from "#app/protocol/agent.ts";
import type { AnswerOf } from "#app/protocol/wire.ts";
import type { AgentGateway, AgentQuestion } from "./gateway.ts";

/** Beyond what the agent may take, for the way there and back. */
const SLACK_MS = 1_000;

const Link = z.object({ sidecarUrl: z.string() });

/** The body of an internal question, and its answer. `elsewhere`: this sidecar does not hold the node's link. */
export const InternalQuestion = z.object({ nodeId: z.string(), question: z.string(), body: z.unknown() });
export const InternalAnswer = z.union([
  z.object({ ok: z.unknown() }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** Where a node's link is now: the internal URL of the sidecar that holds it, or null. */
export async function sidecarOf(db: Sql, nodeId: string): Promise<string | null> {
  const link = await row(
    db,
    Link,
    sql`select "sidecarUrl" from node_link where "nodeId" = ${nodeId} and "leaseUntil" > ${now()}`,
  );
  return link?.sidecarUrl ?? null;
}

/** What the person sees when an agent was asked in vain. `code` is that of a WireError, or `elsewhere`. */
export function gatewayError(nodeId: string, question: AgentQuestion, code: string, message: string): AppError {
  if (code === "timeout")
    return new AppError("node_timeout", "node_timeout", { seconds: Math.round(toAgent[question].timeoutMs / 1000) });
  if (code === "closed" || code === "elsewhere") return new AppError("node_offline", "node_offline", { node: nodeId });
  return new AppError("conflict", "nodes.agent_refused", { problem: message });
}

/**
 * The gateway of a process that holds no links: asks the sidecar that `node_link` names, over internal HTTP. If the link has just moved, it follows
 * once. Nothing is sent twice: a question that may have arrived is not repeated.
 */
export function remoteGateway(database: Database, bootSecret: string): AgentGateway {
  return {
    async ask(nodeId, question, body) {
      const kind = toAgent[question];
      for (let moved = 0; moved < 2; moved++) {
        const url = await sidecarOf(database, nodeId);
        if (url === null) break;
        const answer = await post(url, bootSecret, { nodeId, question, body }, kind.timeoutMs + SLACK_MS, nodeId);
        if ("ok" in answer) return kind.answer.parse(answer.ok) as AnswerOf<typeof toAgent, typeof question>;
        if (answer.error.code !== "elsewhere")
          throw gatewayError(nodeId, question, answer.error.code, answer.error.message);
      }
      throw gatewayError(nodeId, question, "closed", "no sidecar holds the link");
    },
  };
}

async function post(
  url: string,
  secret: string,
  asked: z.input<typeof InternalQuestion> & { question: AgentQuestion },
  timeoutMs: number,
  nodeId: string,
): Promise<z.output<typeof InternalAnswer>> {
  try {
    const { status, body } = await callInternal(url + ASK_PATH, secret, asked, timeoutMs);
    if (status === 200) return InternalAnswer.parse(body);
    throw gatewayError(nodeId, asked.question, "closed", `the sidecar answered ${status}`);
  } catch (error) {
    if (!(error instanceof InternalCallError)) throw error;
    throw gatewayError(nodeId, asked.question, error.kind === "timeout" ? "timeout" : "closed", error.message);
  }
}
