import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface TestMailServer {
  /** For SMTP_URL. */
  url: string;
  /** What has arrived, headers and text as they came. */
  mails: string[];
  /** Done with each mail before it is said to be taken, as slowly as a test wants it. */
  meanwhile: () => Promise<void>;
  close(): Promise<void>;
}

/** A mail server on a free port that takes everything and keeps it. */
export async function startMailServer(): Promise<TestMailServer> {
  const made: Pick<TestMailServer, "mails" | "meanwhile"> = { mails: [], meanwhile: async () => {} };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, _session, done) {
      let text = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => {
        text += chunk;
      });
      stream.on("end", () => {
        // Quoted-printable breaks long lines with a "=" at their end.
        made.mails.push(text.replaceAll("=\r\n", "").replaceAll("=3D", "="));
        made.meanwhile().then(() => done(), done);
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return Object.assign(made, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  });
}
