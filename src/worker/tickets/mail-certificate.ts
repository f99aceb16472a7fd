import { readFile, stat } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { logOf } from "#app/platform/log.ts";

export interface CertificateFiles {
  /** The certificate with those that lead to a known authority, PEM. */
  cert: string;
  /** Its private key, PEM. */
  key: string;
}

export interface MailCertificate {
  /** The pair in force, after a look whether its files have changed; null: there was no good one yet. */
  current(): Promise<{ cert: Buffer; key: Buffer } | null>;
}

const log = logOf("ticket mail");

/**
 * The certificate of the mail listener, as its files say now: who renews certificates writes new files every few weeks, and a panel runs for longer. A pair that
 * cannot be read or does not fit together, as while it is being written, leaves the one before in force.
 */
export function mailCertificate(files: CertificateFiles): MailCertificate {
  let good: { cert: Buffer; key: Buffer } | null = null;
  let seen = "";
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const now = await stampOf(files).catch((error: NodeJS.ErrnoException) => `${error.code}`);
    if (now === seen) return;
    seen = now;
    try {
      const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)]);
      createSecureContext({ cert, key });
      good = { cert, key };
      log.info({ ...files }, "a certificate for mail to tickets was read: STARTTLS is offered");
    } catch (error) {
      const meanwhile = good ? "the one before is used on" : "STARTTLS is not offered until it can be";
      log.error({ err: error, ...files }, `the certificate for mail to tickets cannot be used; ${meanwhile}`);
    }
  }

  return {
    async current() {
      looking ??= look().finally(() => {
        looking = null;
      });
      await looking;
      return good;
    },
  };
}

/** Changes when a file does: what was written is not read for it. */
async function stampOf({ cert, key }: CertificateFiles): Promise<string> {
  const found = await Promise.all([cert, key].map((file) => stat(file)));
  return found.map(({ mtimeMs, ctimeMs, size, ino }) => [mtimeMs, ctimeMs, size, ino].join(" ")).join(", ");
}
