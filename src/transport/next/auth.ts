import { createHash } from "node:crypto";
import type { AuthOptions } from "next-auth";
import * as nextAuthModule from "next-auth";
import * as z from "zod";
import { safeReturnPath } from "#app/features/identity/rules.ts";
import { Provider } from "#app/features/identity/schema.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { type Call, execute } from "#app/operation/execute.ts";
import { runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { randomToken } from "#app/platform/crypto.ts";
import { tellNextAuthItsAddress } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest, isFromOwnPage } from "../actor.ts";
import { sessionCookie } from "../session-cookie.ts";
import { identityOf, oauthProvider } from "./auth-providers.ts";
import { sealTold } from "./told.ts";

/*
 * Sign-in by Discord, Google and GitHub. next-auth does the dance with the provider (state, PKCE, nonce, exchange of the code); who the person is here,
 * whether they may come in, and their session are operations. Its own sessions, pages and other endpoints are never reached.
 *
 *   POST /api/auth/signin/<provider>    form: next, invitation, link=1; json=true answers { url } instead of a redirect
 *   GET  /api/auth/callback/<provider>  where the provider sends the browser back to
 */

const log = logOf("oauth");
const DANCE_MS = 15 * MINUTE;

/** What the person was about when they left for the provider; sealed in a cookie until they come back. */
const Intent = z.object({
  provider: Provider,
  next: z.string(),
  invitation: z.string().nullable(),
  linkTo: z.string().nullable(),
  untilMs: z.number(),
});
type Intent = z.output<typeof Intent>;

const Form = z.object({
  next: z.string().max(2000).optional(),
  invitation: z.string().min(1).max(200).optional(),
  link: z.enum(["0", "1", "true", "false"]).optional(),
  json: z.enum(["true", "false"]).optional(),
});

/** Answers everything below /api/auth. `path` is what follows; `call` tells who asks. */
export async function handleAuth(request: Request, path: readonly string[], call: Call): Promise<Response> {
  const provider = Provider.safeParse(path[1]).data;
  const known = path.length === 2 && provider !== undefined;
  if (known && path[0] === "signin" && request.method === "POST") return leave(request, provider, call);
  if (known && path[0] === "callback" && request.method === "GET") return comeBack(request, provider, call);
  return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
}

/** Sends the browser to the provider. */
async function leave(request: Request, provider: Provider, call: Call): Promise<Response> {
  const form = await formOf(request);
  const asJson = form?.json === "true";
  try {
    if (!form) throw new AppError("bad_request");
    if (!isFromOwnPage(request.headers)) throw new AppError("forbidden", "request.cross_site");
    const actor = await actorOfRequest(request.headers, request.method, call.address ?? null);
    const linking = form.link === "1" || form.link === "true";
    const intent: Intent = {
      provider,
      next: safeReturnPath(form.next ?? (linking ? "/settings/security" : "/")),
      invitation: form.invitation ?? null,
      linkTo: linking ? requireLinkable(actor) : null,
      untilMs: now().getTime() + DANCE_MS,
    };
    const dance = await nextAuth(request, provider, "signin", {}, neverSignsIn);
    const target = dance.location && new URL(dance.location, runtime().publicUrl);
    if (!target || target.origin === new URL(runtime().publicUrl).origin)
      throw new AppError("unavailable", "identity.oauth_failed", { provider });
    const cookies = [...dance.cookies, intentCookie(runtime().vault.seal(JSON.stringify(intent)), DANCE_MS / 1000)];
    return redirect(target.href, cookies, asJson);
  } catch (error) {
    return refuse(error, provider, "/sign-in", asJson);
  }
}

/** Who may link: a person who signed in a moment ago, so that a forgotten browser is not turned into a key to their account. */
function requireLinkable(actor: Actor): string {
  if (actor.kind !== "user" || actor.userId === null) throw new AppError("unauthenticated");
  if (now().getTime() - (actor.authenticatedAt?.getTime() ?? 0) > 10 * MINUTE)
    throw new AppError("forbidden", "identity.reauthenticate");
  return actor.userId;
}

/** The browser is back from the provider. */
async function comeBack(request: Request, provider: Provider, call: Call): Promise<Response> {
  const intent = intentOf(request, provider);
  const page = intent?.linkTo ? "/settings/security" : "/sign-in";
  const cookies: string[] = [intentCookie("", 0)];
  const query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    if (query.error === "access_denied") throw new AppError("forbidden", "identity.oauth_cancelled", { provider });
    if (!intent) throw new AppError("bad_request", "identity.oauth_failed", { provider });
    const actor = await actorOfRequest(request.headers, "GET", call.address ?? null);
    if (intent.linkTo !== null && actor.userId !== intent.linkTo) throw new AppError("unauthenticated");

    let answer: Awaited<ReturnType<typeof signInWith>> | undefined;
    let failure: unknown;
    const dance = await nextAuth(request, provider, "callback", query, async ({ account, profile }) => {
      try {
        answer = await signInWith(provider, account?.providerAccountId, profile, intent, call);
      } catch (error) {
        failure = error;
      }
      return "/";
    });
    cookies.push(...dance.cookies);
    if (failure) throw failure;
    if (!answer) throw new AppError("forbidden", "identity.oauth_failed", { provider });
    if (answer.status === "second_factor") {
      // Behind the #: what stands there is sent to no server and written to no log.
      const fragment = new URLSearchParams({ "second-factor": answer.secondFactor!.token });
      return redirect(`/sign-in?next=${encodeURIComponent(intent.next)}#${fragment}`, cookies);
    }
    if (answer.setSession) {
      if (actor.kind === "user") await execute(operations.auth.signOut, actor, {}, call);
      cookies.push(sessionCookie(answer.setSession.token, answer.setSession.expiresAt));
    }
    return redirect(intent.next, cookies);
  } catch (error) {
    return refuse(error, provider, page, false, cookies);
  }
}

function signInWith(provider: Provider, accountId: string | undefined, profile: unknown, intent: Intent, call: Call) {
  const { invitation, linkTo } = intent;
  return execute(
    operations.accounts.signInWith,
    SYSTEM,
    { provider, providerAccountId: accountId ?? "", ...identityOf(provider, profile), invitation, linkTo },
    call,
  );
}

/** Back to a page of the panel that says what went wrong: `?error=` names a reason of lib/reasons.ts. */
function refuse(error: unknown, provider: Provider, page: string, asJson: boolean, cookies: string[] = []): Response {
  const known = asAppError(error);
  if (known !== error) log.error({ err: error, provider }, "sign-in by a provider failed");
  const query = new URLSearchParams({ error: known.reason, provider });
  const { hasReason, hasEnd } = known.params;
  if (known.reason === "identity.suspended" && (hasReason === "yes" || hasEnd === "yes"))
    query.set("told", sealTold(known.message));
  return redirect(`${page}?${query}`, cookies, asJson);
}

function redirect(location: string, cookies: readonly string[], asJson = false): Response {
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  if (asJson) return Response.json({ url: location }, { headers });
  headers.set("location", location);
  return new Response(null, { status: 303, headers });
}

type SignInCallback = NonNullable<NonNullable<AuthOptions["callbacks"]>["signIn"]>;
const neverSignsIn: SignInCallback = () => false;

/**
 * One step of next-auth: where it sends the browser, and its own short-lived cookies. Its answer to a sign-in is a redirect and no session of its own,
 * because `signIn` gives an address.
 */
async function nextAuth(
  request: Request,
  provider: Provider,
  action: "signin" | "callback",
  query: Record<string, string>,
  signIn: SignInCallback,
): Promise<{ location: string | null; cookies: string[] }> {
  const configured = oauthProvider(provider);
  if (!configured) throw new AppError("not_found", "identity.provider_off", { provider });
  const { vault, publicUrl } = runtime();
  tellNextAuthItsAddress(publicUrl);
  const secret = vault.derive("next-auth").toString("base64url");
  // The guard against other sites is ours (isFromOwnPage), so next-auth's is handed a pair that fits.
  const csrf = randomToken();
  const csrfPair = `${csrf}|${createHash("sha256").update(`${csrf}${secret}`).digest("hex")}`;

  const answer = { location: null as string | null, cookies: [] as string[] };
  const response = {
    status: () => response,
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? answer.cookies : undefined),
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") answer.cookies = [value].flat();
      if (name.toLowerCase() === "location") answer.location = String(value);
      return response;
    },
    json: () => response,
    send: () => response,
    end: () => response,
  };
  await handler(
    {
      method: action === "signin" ? "POST" : "GET",
      query: { ...query, nextauth: [action, provider] },
      body: { csrfToken: csrf },
      cookies: { ...cookiesOf(request), [COOKIES.csrfToken]: csrfPair },
      headers: {},
    },
    response,
    {
      providers: [configured],
      secret,
      pages: { signIn: "/sign-in", error: "/sign-in" },
      cookies: Object.fromEntries(
        Object.entries(COOKIES).map(([key, name]) => [key, { name, options: cookieOptions() }]),
      ),
      callbacks: { signIn },
      logger: {
        error: (code, metadata) => log.warn({ code, provider, problem: problemOf(metadata) }, "next-auth refused"),
        warn: () => {},
        debug: () => {},
      },
    },
  );
  const mine = DANCE_COOKIES.map((key) => `${COOKIES[key]}=`);
  answer.cookies = answer.cookies.filter((cookie) => mine.some((start) => cookie.startsWith(start)));
  return answer;
}

// The package is CommonJS: its default export is the module's `default`, or under some bundlers the module itself.
const exported = nextAuthModule as unknown as { default: unknown };
const inner = exported.default as { default?: unknown };
const handler = (typeof inner === "function" ? inner : inner.default) as (
  request: object,
  response: object,
  options: AuthOptions,
) => Promise<void>;

/** Only what a log may hold: the name and sentence of the error, never a token or a whole profile. */
function problemOf(metadata: unknown): string {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown })?.error;
  return error instanceof Error ? `${error.name}: ${error.message.replace(/[\w-]{20,}/g, "…")}` : "unknown";
}

const COOKIES = {
  state: "gamekeeper-oauth-state",
  pkceCodeVerifier: "gamekeeper-oauth-pkce",
  nonce: "gamekeeper-oauth-nonce",
  csrfToken: "gamekeeper-oauth-csrf",
  callbackUrl: "gamekeeper-oauth-callback",
  sessionToken: "gamekeeper-oauth-session",
} as const;
/** Those that the browser keeps during the dance; the others never leave this file. */
const DANCE_COOKIES = ["state", "pkceCodeVerifier", "nonce"] as const;
const INTENT_COOKIE = "gamekeeper-oauth-intent";

function isSecure(): boolean {
  return runtime().publicUrl.startsWith("https:");
}

function cookieOptions() {
  return { httpOnly: true, sameSite: "lax" as const, path: "/api/auth", secure: isSecure() };
}

function intentCookie(sealed: string, maxAgeSec: number): string {
  return `${INTENT_COOKIE}=${sealed}; Path=/api/auth; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSec}${isSecure() ? "; Secure" : ""}`;
}

function intentOf(request: Request, provider: Provider): Intent | null {
  const sealed = cookiesOf(request)[INTENT_COOKIE];
  if (!sealed) return null;
  try {
    const intent = Intent.parse(JSON.parse(runtime().vault.open(sealed)));
    return intent.provider === provider && intent.untilMs > now().getTime() ? intent : null;
  } catch {
    // Forged, cut or sealed under another secret: as if there were none.
    return null;
  }
}

function cookiesOf(request: Request): Record<string, string> {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes("="))
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

const MAX_FORM_BYTES = 16 * 1024;

/** The form that was sent, or null if it is none. */
async function formOf(request: Request): Promise<z.output<typeof Form> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_FORM_BYTES) return null;
  const text = (await request.text()).slice(0, MAX_FORM_BYTES + 1);
  if (text.length > MAX_FORM_BYTES) return null;
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") && text !== "") return null;
  return Form.safeParse(Object.fromEntries(new URLSearchParams(text))).data ?? null;
}
