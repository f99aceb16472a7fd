import type { IncomingMessage, ServerResponse } from "node:http";
import type { AgentGateway, AgentQuestion } from "#app/operation/gateway.ts";
import { gatewayError, InternalQuestion } from "#app/operation/remote-gateway.ts";
import { ASK_PATH } from "#app/platform/internal-http.ts";
import { MAX_TO_AGENT_BYTES, toAgent } from "#app/protocol/agent.ts";
import { WireError } from "#app/protocol/wire.ts";
import type { AgentLinks } from "./agents/agent-link.ts";
import { answerJson } from "./edge/json-answer.ts";
import { readBody } from "./edge/read-body.ts";
import type { InternalRoute } from "./internal/internal-server.ts";

/** The gateway of a sidecar: its own link where it has one, else the sidecar that does. */
export function sidecarGateway(links: AgentLinks, remote: AgentGateway): AgentGateway {
  return {
    async ask(nodeId, question, body) {
      const link = links.get(nodeId);
      if (!link) return remote.ask(nodeId, question, body);
      try {
        return await link.ask(question, body);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        throw gatewayError(nodeId, question, error.code, error.message);
      }
    },
  };
}

/** Answers what other processes ask of the agents whose links are here. */
export function askRoute(links: AgentLinks): InternalRoute {
  return {
    path: ASK_PATH,
    request: (incoming, outgoing) => void answer(links, incoming, outgoing),
  };
}

async function answer(links: AgentLinks, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let asked: ReturnType<typeof InternalQuestion.safeParse>;
  try {
    asked = InternalQuestion.safeParse(
      JSON.parse((await readBody(incoming, MAX_TO_AGENT_BYTES, 10_000)).toString("utf8")),
    );
  } catch {
    return answerJson(outgoing, 400, {});
  }
  if (!asked.success || !isQuestion(asked.data.question)) return answerJson(outgoing, 400, {});
  const { nodeId, question, body } = asked.data;
  const link = links.get(nodeId);
  if (!link) return answerJson(outgoing, 200, { error: { code: "elsewhere", message: "the link is not here" } });
  try {
    // The agent parses the body; this process hands on what another part of the panel has written.
    answerJson(outgoing, 200, { ok: await link.ask(question, body as never) });
  } catch (error) {
    const { code, message } = error instanceof WireError ? error : new WireError("failed", String(error));
    answerJson(outgoing, 200, { error: { code, message } });
  }
}

function isQuestion(text: string): text is AgentQuestion {
  return Object.hasOwn(toAgent, text) && toAgent[text as keyof typeof toAgent].answer !== null;
}
