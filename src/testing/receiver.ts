import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One call that a receiver got. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  path: string;
  atMs: number;
}

export interface Receiver {
  url: string;
  /** `127.0.0.1:port`, for the list of what the panel may call. */
  target: string;
  received: Received[];
  /** Connections that were ever made. */
  connections(): number;
  /** How it answers from now on; default: 204. */
  answers(how: (call: Received, response: ServerResponse, request: IncomingMessage) => void): void;
  close(): Promise<void>;
}

/** A receiver of webhooks: a real server on a port of its own. */
export async function startReceiver(host = "127.0.0.1"): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  let answer = (_call: Received, response: ServerResponse, _request: IncomingMessage): void => {
    response.writeHead(204).end();
  };
  const server = createServer(async (request, response) => {
    const call = { headers: request.headers, body: await text(request), path: request.url!, atMs: Date.now() };
    received.push(call);
    answer(call, response, request);
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/hook`,
    target: `${host}:${port}`,
    received,
    connections: () => connections,
    answers(how) {
      answer = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
