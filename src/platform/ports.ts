import { createServer } from "node:net";
import { OperatorError } from "./operator-error.ts";

/** Listens for a moment; port 0 is any that is free. Gives the port, or the error's code. */
export function tryListen(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** Whether nothing on this machine listens there. */
export async function isFreePort(host: string, port: number): Promise<boolean> {
  return (await tryListen(host, port)) === port;
}

/** Free ports on loopback for the parts among themselves, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = await tryListen("127.0.0.1", 0);
    if (typeof port !== "number") throw new OperatorError(`There is no free port on 127.0.0.1 (${port}).`);
    ports.add(port);
  }
  return [...ports];
}
