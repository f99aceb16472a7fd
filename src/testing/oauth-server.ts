import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Who is signed in at the provider, in no provider's own words. */
export interface OauthPerson {
  id: string;
  username: string;
  displayName: string | null;
  email: string | null;
  emailVerified: boolean;
  avatar: string | null;
}

export interface OauthServer {
  /** For DISCORD_URL, GOOGLE_URL and GITHUB_URL alike. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** Who presses Allow; may be changed at any time, over HTTP too: `PUT /person`. */
  person: OauthPerson;
  /** What was refused, and why. */
  refusals: string[];
  close(): Promise<void>;
}

interface Grant {
  clientId: string;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
  person: OauthPerson;
  used: boolean;
  tokens: string[];
}

const AUTHORIZE = ["/api/oauth2/authorize", "/oauth2/authorize", "/login/oauth/authorize", "/o/oauth2/v2/auth"];
const TOKEN = ["/api/oauth2/token", "/login/oauth/access_token", "/token"];

/**
 * A server that speaks Discord's OAuth, Google's OpenID Connect and GitHub's OAuth, and is strict where they are: known client, exact redirect address,
 * a state, PKCE by S256, a code that works once (a second use ends the tokens of the first). Its authorize page has an Allow and a Deny button.
 */
export async function startOauthServer(options: { redirectUris: string[]; port?: number }): Promise<OauthServer> {
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, OauthPerson>();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made: OauthServer = {
    url: "",
    clientId: "gamekeeper-test",
    clientSecret: randomBytes(16).toString("hex"),
    person: {
      id: "80351110224678912",
      username: "nelly",
      displayName: "Nelly",
      email: "nelly@example.org",
      emailVerified: true,
      avatar: null,
    },
    refusals: [],
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      made.refusals.push(error.message);
      const json = TOKEN.includes(new URL(request.url!, made.url).pathname);
      response.writeHead(400, { "content-type": json ? "application/json" : "text/plain" });
      response.end(json ? JSON.stringify({ error: "invalid_grant", error_description: error.message }) : error.message);
    });
  });
  await new Promise<void>((ready) => server.listen(options.port ?? 0, "127.0.0.1", ready));
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, made.url);
    if (request.method === "PUT" && url.pathname === "/person") {
      made.person = { ...made.person, ...(JSON.parse(await bodyOf(request)) as Partial<OauthPerson>) };
      return json(response, made.person);
    }
    if (AUTHORIZE.includes(url.pathname))
      return request.method === "POST" ? decide(url, await formOf(request), response) : ask(url, response);
    if (TOKEN.includes(url.pathname) && request.method === "POST")
      return exchange(request, await formOf(request), response);
    if (url.pathname === "/.well-known/openid-configuration") return json(response, discovery());
    if (url.pathname === "/jwks")
      return json(response, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] });
    const person = tokens.get(/^(?:Bearer|token) (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
    if (!person) throw new Error("no such token");
    if (url.pathname === "/api/users/@me") return json(response, discordUser(person));
    if (url.pathname === "/api/v3/user") return json(response, gitHubUser(person));
    if (url.pathname === "/api/v3/user/emails")
      return json(
        response,
        person.email ? [{ email: person.email, primary: true, verified: person.emailVerified }] : [],
      );
    throw new Error(`nothing at ${url.pathname}`);
  }

  /** The request for leave, checked; throws what a provider shows instead of its page. */
  function checked(query: URLSearchParams) {
    const need = (name: string) => {
      const value = query.get(name);
      if (!value) throw new Error(`${name} is missing`);
      return value;
    };
    if (need("client_id") !== made.clientId) throw new Error("unknown client");
    const redirectUri = need("redirect_uri");
    if (!options.redirectUris.includes(redirectUri)) throw new Error(`redirect_uri is not registered: ${redirectUri}`);
    if (need("response_type") !== "code") throw new Error("response_type is not code");
    if (need("code_challenge_method") !== "S256") throw new Error("code_challenge_method is not S256");
    return { redirectUri, state: need("state"), challenge: need("code_challenge"), nonce: query.get("nonce") };
  }

  function ask(url: URL, response: ServerResponse): void {
    checked(url.searchParams);
    const name = (made.person.displayName ?? made.person.username).replace(/[<>&"]/g, "");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>Authorize</title><h1>Sign in as ${name}?</h1>
      <form method="post"><button name="answer" value="allow">Allow</button><button name="answer" value="deny">Deny</button></form>`);
  }

  function decide(url: URL, form: URLSearchParams, response: ServerResponse): void {
    const { redirectUri, state, challenge, nonce } = checked(url.searchParams);
    const back = new URL(redirectUri);
    back.searchParams.set("state", state);
    if (form.get("answer") === "allow") {
      const code = randomBytes(16).toString("hex");
      const clientId = made.clientId;
      grants.set(code, { clientId, redirectUri, challenge, nonce, person: made.person, used: false, tokens: [] });
      back.searchParams.set("code", code);
    } else back.searchParams.set("error", "access_denied");
    response.writeHead(302, { location: back.href }).end();
  }

  function exchange(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): void {
    const [id, secret] = clientOf(request, form);
    if (id !== made.clientId || secret !== made.clientSecret) throw new Error("wrong client or secret");
    if (form.get("grant_type") !== "authorization_code") throw new Error("grant_type is not authorization_code");
    const grant = grants.get(form.get("code") ?? "");
    if (!grant) throw new Error("no such code");
    if (grant.used) {
      for (const token of grant.tokens) tokens.delete(token);
      throw new Error("the code was used before");
    }
    if (form.get("redirect_uri") !== grant.redirectUri) throw new Error("redirect_uri differs");
    const verifier = form.get("code_verifier") ?? "";
    if (createHash("sha256").update(verifier).digest("base64url") !== grant.challenge)
      throw new Error("code_verifier is wrong");
    grant.used = true;
    const token = randomBytes(16).toString("hex");
    grant.tokens.push(token);
    tokens.set(token, grant.person);
    json(response, {
      access_token: token,
      token_type: "Bearer",
      expires_in: 3600,
      scope: "identify email",
      ...(new URL(request.url!, made.url).pathname === "/token" ? { id_token: idToken(grant) } : {}),
    });
  }

  function discovery() {
    return {
      issuer: made.url,
      authorization_endpoint: `${made.url}/o/oauth2/v2/auth`,
      token_endpoint: `${made.url}/token`,
      jwks_uri: `${made.url}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  function idToken({ person, nonce, clientId }: Grant): string {
    const at = Math.floor(Date.now() / 1000);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part({
      iss: made.url,
      aud: clientId,
      sub: person.id,
      iat: at,
      exp: at + 300,
      ...(nonce ? { nonce } : {}),
      ...(person.email ? { email: person.email, email_verified: person.emailVerified } : {}),
      name: person.displayName ?? person.username,
      ...(person.avatar ? { picture: person.avatar } : {}),
    })}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey).toString("base64url")}`;
  }

  return made;
}

/** https://discord.com/developers/docs/resources/user#user-object */
function discordUser({ id, username, displayName, email, emailVerified, avatar }: OauthPerson) {
  return { id, username, global_name: displayName, discriminator: "0", email, verified: emailVerified, avatar };
}

/** https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
function gitHubUser({ id, username, displayName, avatar }: OauthPerson) {
  return { id: Number(id.slice(-9)), login: username, name: displayName, email: null, avatar_url: avatar };
}

function clientOf(request: IncomingMessage, form: URLSearchParams): (string | null)[] {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!basic) return [form.get("client_id"), form.get("client_secret")];
  return Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await bodyOf(request));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}
