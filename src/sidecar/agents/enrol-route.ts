import type { IncomingMessage, ServerResponse } from "node:http";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { ENROL_PATH, EnrolRequest } from "#app/protocol/agent.ts";
import type { Client } from "../edge/client.ts";
import { answerError, answerJson } from "../edge/json-answer.ts";
import type { Route } from "../edge/public-server.ts";
import { BodyError, readBody } from "../edge/read-body.ts";

const MAX_BYTES = 64 * 1024;

/** `POST /agent/enrol`: how a new agent joins. Small by nature; what is more, or slow, is no agent. */
export const enrolRoute: Route = {
  path: ENROL_PATH,
  exact: true,
  request: (incoming, outgoing, client) => void enrol(incoming, outgoing, client),
};

async function enrol(incoming: IncomingMessage, outgoing: ServerResponse, client: Client): Promise<void> {
  if (incoming.method !== "POST") {
    outgoing.setHeader("allow", "POST");
    return answerError(
      outgoing,
      new AppError("method_not_allowed", "method_not_allowed", { method: incoming.method ?? "", allowed: "POST" }),
    );
  }
  try {
    const body = parse(await readBody(incoming, MAX_BYTES, 10_000));
    // A newer agent may say more than this panel knows.
    const known = EnrolRequest.safeParse(body).data ?? body;
    answerJson(outgoing, 200, await execute(nodes.enrol, ANONYMOUS, known, { address: client.address }));
  } catch (error) {
    if (!(error instanceof BodyError)) return answerError(outgoing, asAppError(error));
    if (error.problem === "cut_short") return void outgoing.destroy();
    outgoing.setHeader("connection", "close");
    if (error.problem === "too_large")
      answerError(outgoing, new AppError("too_large", "too_large", { limit: "64 KiB" }));
    else answerError(outgoing, new AppError("bad_request", "request.body_too_slow"), 408);
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new AppError("invalid_json", "invalid_json", { problem: (error as Error).message });
  }
}
