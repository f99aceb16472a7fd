import { createReadStream, existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { AppError } from "#app/lib/errors.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { answerError } from "../edge/json-answer.ts";
import type { Route } from "../edge/public-server.ts";
import { installScript } from "./install-script.ts";

/** The agent as one file, made by the build. */
export const AGENT_FILE = path.resolve("dist/agent/gamekeeper-agent.mjs");

/**
 * What a new node fetches: `/agent/install` (a small script for sh), `/agent/download` (the agent) and `/agent/download.sha256`. Nothing of it is
 * secret; what lets an agent join is the token.
 */
export function downloadRoutes(publicUrl: string, file: string = AGENT_FILE): Route[] {
  const checksum = checksumOf(file);
  return [
    {
      path: "/agent/install",
      exact: true,
      request: reading((_incoming, outgoing) => text(outgoing, "text/x-shellscript", installScript(publicUrl))),
    },
    {
      path: "/agent/download.sha256",
      exact: true,
      request: reading(async (_incoming, outgoing) => {
        const sum = await checksum();
        if (sum === null) return missing(outgoing);
        text(outgoing, "text/plain", `${sum}  gamekeeper-agent.mjs\n`);
      }),
    },
    {
      path: "/agent/download",
      exact: true,
      request: reading(async (incoming, outgoing) => {
        const sum = await checksum();
        if (sum === null) return missing(outgoing);
        const { size } = await stat(file);
        outgoing.writeHead(200, {
          "content-type": "text/javascript; charset=utf-8",
          "content-length": size,
          "content-disposition": 'attachment; filename="gamekeeper-agent.mjs"',
          etag: `"${sum}"`,
          "cache-control": "no-cache",
        });
        if (incoming.method === "HEAD") return void outgoing.end();
        createReadStream(file)
          .on("error", () => outgoing.destroy())
          .pipe(outgoing);
      }),
    },
  ];
}

/** The file's SHA-256, counted anew when the file has changed; null while there is none. */
function checksumOf(file: string): () => Promise<string | null> {
  let known: { sum: string; changedMs: number } | null = null;
  return async () => {
    if (!existsSync(file)) return null;
    const { mtimeMs } = await stat(file);
    if (known?.changedMs !== mtimeMs) known = { sum: sha256Hex(await readFile(file)), changedMs: mtimeMs };
    return known.sum;
  };
}

function reading(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>) {
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (incoming.method !== "GET" && incoming.method !== "HEAD") {
      outgoing.setHeader("allow", "GET, HEAD");
      const params = { method: incoming.method ?? "", allowed: "GET, HEAD" };
      return answerError(outgoing, new AppError("method_not_allowed", "method_not_allowed", params));
    }
    Promise.resolve(answer(incoming, outgoing)).catch(() => outgoing.destroy());
  };
}

function missing(outgoing: ServerResponse): void {
  answerError(outgoing, new AppError("unavailable"));
}

function text(outgoing: ServerResponse, type: string, body: string): void {
  outgoing.writeHead(200, {
    "content-type": `${type}; charset=utf-8`,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  });
  outgoing.end(body);
}
