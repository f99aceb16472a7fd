declare module "smtp-server" {
  import type { AddressInfo } from "node:net";
  import type { Readable } from "node:stream";

  /** The little of smtp-server that tests use. */
  export class SMTPServer {
    constructor(options: {
      disabledCommands: string[];
      onData(stream: Readable, session: unknown, done: (error?: Error) => void): void;
    });
    server: { address(): AddressInfo };
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
  }
}
