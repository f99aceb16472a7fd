import type { toAgent } from "#app/protocol/agent.ts";
import type { AnswerOf, AskType, BodyOf } from "#app/protocol/wire.ts";

export type AgentQuestion = AskType<typeof toAgent>;

/**
 * The one way in which any process asks an agent something. Goes over the link where it is held by this process, else by internal HTTP to the
 * sidecar that holds it. Throws AppError `node_offline` or `node_timeout`.
 */
export interface AgentGateway {
  ask<Q extends AgentQuestion>(
    nodeId: string,
    question: Q,
    body: BodyOf<typeof toAgent, Q>,
  ): Promise<AnswerOf<typeof toAgent, Q>>;
}
