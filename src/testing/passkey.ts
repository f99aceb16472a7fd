import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A passkey in software: makes and answers WebAuthn calls as a browser with an authenticator would. ES256, attestation none. */
export interface TestPasskey {
  /** Answers `navigator.credentials.create`. */
  create(options: Record<string, unknown>, page?: Partial<Page>): Record<string, unknown>;
  /** Answers `navigator.credentials.get`. */
  get(options: Record<string, unknown>, page?: Partial<Page>): Record<string, unknown>;
}

interface Page {
  origin: string;
  rpId: string;
  userVerified: boolean;
}

/** A new one, used at this page. */
export function createTestPasskey(at: Pick<Page, "origin" | "rpId">): TestPasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let counter = 0;
  let userHandle = "";

  function clientData(type: string, challenge: unknown, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  function authenticatorData({ rpId, userVerified }: Page, attested?: Buffer): Buffer {
    counter += 1;
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([
      createHash("sha256").update(rpId).digest(),
      Buffer.of(flags),
      count,
      attested ?? Buffer.of(),
    ]);
  }

  const credential = (response: Record<string, unknown>) => ({
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
    authenticatorAttachment: "platform",
    response,
  });

  return {
    create(options, page = {}) {
      const where = { ...at, userVerified: true, ...page };
      userHandle = (options.user as { id: string }).id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authenticatorData(where, Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]));
      const attestation = Buffer.concat([
        Buffer.of(0xa3),
        text("fmt"),
        text("none"),
        text("attStmt"),
        Buffer.of(0xa0),
        text("authData"),
        bytes(data),
      ]);
      return credential({
        clientDataJSON: clientData("webauthn.create", options.challenge, where.origin).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      });
    },
    get(options, page = {}) {
      const where = { ...at, userVerified: true, ...page };
      const client = clientData("webauthn.get", options.challenge, where.origin);
      const data = authenticatorData(where);
      const signature = sign("sha256", Buffer.concat([data, createHash("sha256").update(client).digest()]), privateKey);
      return credential({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle,
      });
    },
  };
}

/** The public key as COSE writes it (RFC 9053 section 2.1): kty 2, alg -7, crv 1, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: "jwk" });
  const part = (text: string | undefined) => bytes(Buffer.from(text!, "base64url"));
  return Buffer.concat([Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21), part(x), Buffer.of(0x22), part(y)]);
}

/** CBOR (RFC 8949): a text of less than 24 bytes, and 24 to 65,535 bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(0x60 | value.length), Buffer.from(value)]);
}

function bytes(value: Buffer): Buffer {
  const head =
    value.length < 256 ? Buffer.of(0x58, value.length) : Buffer.of(0x59, value.length >> 8, value.length & 255);
  return Buffer.concat([head, value]);
}
