import "server-only";
import { handleTrpc } from "../trpc-http.ts";
import { inNext } from "./in-next.ts";

/** Answers the browser's tRPC calls in the web process. */
export function handleTrpcInNext(request: Request): Promise<Response> {
  return inNext(request, (address) => handleTrpc(request, { address }));
}
