import type { Socket } from "node:net";
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { countMail, type MailWriter, takeMail, writerOf } from "#app/features/tickets/server/index.ts";
import { addressBlock } from "#app/lib/address.ts";
import { MINUTE, SECOND } from "#app/lib/duration.ts";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { type Env, env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { type MailCertificate, mailCertificate } from "./mail-certificate.ts";

/** Five files and their text, as mails write them; with more mail servers have trouble as well. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_CLIENTS = 40;
const MOST_CLIENTS_OF_AN_ADDRESS = 20;
/** They lie in memory until they are read. */
const MOST_AT_ONCE = 6;
const MOST_OF_A_WRITER = 3;
const MOST_WRONG = 10;
const SILENCE_MS = MINUTE;
/** A connection on which a byte comes now and then would hold its place for ever. */
const LONGEST_MS = 5 * MINUTE;
const SWEEP_MS = 5 * SECOND;
const CLOSE_MS = 2 * SECOND;
/** Of several processes of a machine one has the port; another takes it within this time when it is free again. */
const RETRY_MS = 15 * SECOND;
const log = logOf("ticket mail");

export interface MailListener {
  /** The port, once it listens. */
  listening: Promise<number>;
  stop(): Promise<void>;
}

/** Takes mails to tickets where the settings say so; null: they do not. */
export function startMailListener(
  runtime: Runtime,
  {
    settings = env(),
    retryMs = RETRY_MS,
    longestMs = LONGEST_MS,
  }: { settings?: Env; retryMs?: number; longestMs?: number } = {},
): MailListener | null {
  const { TICKETS_MAIL_PORT: port, TICKETS_MAIL_HOST: host, TICKETS_MAIL_DOMAIN: domain } = settings;
  if (port === undefined) return null;
  if (!domain) throw new OperatorError("TICKETS_MAIL_PORT needs TICKETS_MAIL_DOMAIN: for which mail it is to listen.");
  const certificate = certificateOf(settings);
  let server: SMTPServer | undefined;
  let retry: NodeJS.Timeout | undefined;
  let hasWarned = false;
  let stopped = false;
  const begun = new Map<Socket, number>();
  // Looked after from outside: of a socket that goes on by TLS all listeners are taken away.
  const sweeper = setInterval(
    () => {
      for (const [socket, since] of begun) {
        if (performance.now() - since > longestMs) socket.destroy();
        if (socket.destroyed) begun.delete(socket);
      }
    },
    Math.min(longestMs / 10, SWEEP_MS),
  ).unref();
  const { promise: listening, resolve } = Promise.withResolvers<number>();

  async function listen(): Promise<void> {
    const next = await mailServer(runtime, domain!, certificate);
    if (stopped) return;
    server = next;
    // Also of a connection that breaks, which is nothing: of the port it is one before it listens.
    next.on("error", (error) => {
      if (next.server.listening) return log.debug({ err: error }, "a mail's connection broke");
      if (!hasWarned) log.warn({ err: error, host, port }, "cannot listen for mail to tickets yet; it is tried again");
      hasWarned = true;
      retry = setTimeout(() => void listen(), retryMs);
    });
    next.server.on("connection", (socket: Socket) => begun.set(socket, performance.now()));
    next.listen(port, host, () => {
      log.info({ host, port, domain }, "listens for mail to tickets");
      resolve(port!);
    });
  }
  void listen();
  return {
    listening,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      clearInterval(sweeper);
      const closing = server;
      if (closing?.server.listening) await new Promise<void>((closed) => closing.close(() => closed()));
    },
  };
}

function certificateOf({ TICKETS_MAIL_TLS_CERT: cert, TICKETS_MAIL_TLS_KEY: key }: Env): MailCertificate | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new OperatorError(
      "TICKETS_MAIL_TLS_CERT and TICKETS_MAIL_TLS_KEY belong together: a certificate and its key.",
    );
  return mailCertificate({ cert, key });
}

/** What a mail server is answered: that it may try again, or that it need not. */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function refusalOf(error: unknown): Error {
  const { code, message, cause } = asAppError(error);
  if (cause) log.info({ err: cause, code }, "a mail to a ticket could not be read");
  if (code === "internal") log.error({ err: error }, "a mail to a ticket could not be taken");
  return refusal(code === "internal" || ERRORS[code].retry ? 451 : 550, message.replace(/\s+/g, " "));
}

async function mailServer(runtime: Runtime, domain: string, certificate: MailCertificate | null): Promise<SMTPServer> {
  // Loaded only where it is wanted: memory is what the worker costs.
  const { SMTPServer } = await import("smtp-server");
  const clients = new Map<string, number>();
  const wrong = new WeakMap<SMTPServerSession, number>();
  const counted = new WeakSet<SMTPServerSession>();
  const receiving = new Map<string, number>();
  let receivingInAll = 0;

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const address = session.envelope.rcptTo[0]?.address ?? "";
    const writer = await writerOf(runtime, address, domain);
    if (!writer) throw refusal(550, "There is no such address.");
    const { userId } = writer;
    const count = (receiving.get(userId) ?? 0) + 1;
    if (count > MOST_OF_A_WRITER) throw refusal(451, "Too many mails of yours at once. Try again.");
    receiving.set(userId, count);
    try {
      return await take(stream, session, writer);
    } finally {
      const left = receiving.get(userId)! - 1;
      if (left > 0) receiving.set(userId, left);
      else receiving.delete(userId);
    }
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, writer: MailWriter): Promise<string> {
    await countMail(runtime, writer);
    const raw = await bytesOf(stream);
    // The null sender is that of mails about mails, which are never to be answered.
    if (session.envelope.mailFrom === false || session.envelope.mailFrom.address === "") return "not for a ticket";
    const taken = await takeMail(runtime, writer, raw);
    log.info({ ticketId: writer.ticketId, userId: writer.userId, taken }, "a mail to a ticket came");
    return { added: "added to the ticket", known: "taken before", automatic: "not for a ticket" }[taken];
  }

  /** Makes the server speak with the certificate of now; gives what a client may not say. */
  let spoken: Buffer | null = null;
  async function disabledNow(): Promise<string[]> {
    const pair = (await certificate?.current()) ?? null;
    if (pair && pair.cert !== spoken) {
      server.updateSecureContext(pair);
      spoken = pair.cert;
    }
    return pair ? ["AUTH"] : ["AUTH", "STARTTLS"];
  }

  const server = new SMTPServer({
    name: domain,
    banner: "Gamekeeper",
    // Until a connection is found to have a certificate to speak by: that which comes with the package is everybody's.
    disabledCommands: ["AUTH", "STARTTLS"],
    minVersion: "TLSv1.2",
    size: MOST_BYTES,
    rejectOversized: true,
    maxClients: MOST_CLIENTS,
    maxRecipients: 1,
    maxCommandLength: 2_048,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    disableReverseLookup: true,
    onConnect(session, done) {
      const from = addressBlock(session.remoteAddress);
      const count = (clients.get(from) ?? 0) + 1;
      if (count > MOST_CLIENTS_OF_AN_ADDRESS) return done(refusal(421, "Too many connections from your address."));
      clients.set(from, count);
      counted.add(session);
      disabledNow().then(
        (disabled) => {
          session.disabledCommands = disabled;
          done();
        },
        (error) => done(refusalOf(error)),
      );
    },
    onClose(session) {
      if (!counted.delete(session)) return;
      const from = addressBlock(session.remoteAddress);
      const left = (clients.get(from) ?? 1) - 1;
      if (left > 0) clients.set(from, left);
      else clients.delete(from);
    },
    onRcptTo({ address }, session, done) {
      const count = wrong.get(session) ?? 0;
      if (count >= MOST_WRONG) return done(refusal(421, "Too many addresses that there are not."));
      writerOf(runtime, address, domain).then(
        (writer) => {
          if (writer) return done();
          wrong.set(session, count + 1);
          done(refusal(550, "There is no such address."));
        },
        (error) => done(refusalOf(error)),
      );
    },
    onData(stream, session, done) {
      if (receivingInAll >= MOST_AT_ONCE) return done(refusal(451, "Too many mails at once. Try again."));
      receivingInAll += 1;
      receive(stream, session)
        .then(
          (said) => done(null, said),
          (error) => done("responseCode" in Object(error) ? error : refusalOf(error)),
        )
        .finally(() => {
          receivingInAll -= 1;
        });
    },
  });
  return server;
}

/** What came, up to the limit: what is longer is refused when it has ended, and not kept until then. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  } catch {
    throw refusal(451, "The mail did not come in full.");
  }
  if (stream.sizeExceeded) throw refusal(552, "The mail is too large.");
  return Buffer.concat(chunks);
}
