import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { OperatorError } from "#app/platform/operator-error.ts";
import { tryListen } from "#app/platform/ports.ts";

/** Throws an OperatorError that says what is wrong unless the public port can be had. */
export async function checkPublicPort(host: string, port: number): Promise<void> {
  const result = await tryListen(host, port);
  if (result === port) return;
  if (result === "EADDRINUSE")
    throw new OperatorError(`Port ${port} is taken by another program: end it, or set PORT to another port.`);
  if (result === "EACCES")
    throw new OperatorError(`Port ${port} is not open to this user: set PORT to one of 1024 or higher.`);
  throw new OperatorError(`${host} is not an address of this machine that can be listened on (${result}): set HOST.`);
}

/** Waits until something listens there, `limitMs` at most. */
export async function untilListening(host: string, port: number, limitMs: number): Promise<void> {
  for (const until = Date.now() + limitMs; Date.now() < until; await sleep(50)) if (await answers(host, port)) return;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
