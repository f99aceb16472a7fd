import type { OAuthConfig } from "next-auth/providers/oauth";
import * as z from "zod";
import type { Provider } from "#app/features/identity/schema.ts";
import { type ProviderSettings, providerSettings } from "#app/features/identity/server/index.ts";

/** Who somebody is, in the words of `accounts.signInWith`. */
export interface OauthIdentity {
  name: string;
  email: string | null;
  emailVerified: boolean;
  avatarUrl: string | null;
}

type AnyProvider = OAuthConfig<Record<string, unknown>>;
const TIMEOUT_MS = 10_000;

/** The provider as next-auth wants it, or null where it is not set up. All ask for state and PKCE; Google's nonce besides. */
export function oauthProvider(id: Provider): AnyProvider | null {
  const settings = providerSettings(id);
  if (!settings) return null;
  return {
    id,
    name: id,
    type: "oauth",
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    checks: ["pkce", "state"],
    httpOptions: { timeout: TIMEOUT_MS },
    profile: (profile) => ({ id: String(profile.sub ?? profile.id) }),
    ...PROVIDERS[id].endpoints(settings),
  };
}

/** What the provider's own answer says of the person. */
export function identityOf(id: Provider, profile: unknown): OauthIdentity {
  return PROVIDERS[id].identity(profile);
}

const DiscordUser = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  email: z.string().nullish(),
  verified: z.boolean().nullish(),
  avatar: z.string().nullish(),
});
const GoogleClaims = z.object({
  sub: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  picture: z.string().nullish(),
});
const GitHubUser = z.object({
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
});

const PROVIDERS: Record<
  Provider,
  { endpoints(settings: ProviderSettings): Partial<AnyProvider>; identity(profile: unknown): OauthIdentity }
> = {
  // https://discord.com/developers/docs/topics/oauth2
  discord: {
    endpoints: ({ url }) => ({
      authorization: { url: `${url}/api/oauth2/authorize`, params: { scope: "identify email" } },
      token: `${url}/api/oauth2/token`,
      userinfo: `${url}/api/users/@me`,
    }),
    identity(profile) {
      const user = DiscordUser.parse(profile);
      return {
        name: user.global_name || user.username,
        email: user.email ?? null,
        emailVerified: user.verified === true,
        avatarUrl: user.avatar
          ? `https://cdn.discordapp.com/avatars/${encodeURIComponent(user.id)}/${encodeURIComponent(user.avatar)}.png?size=128`
          : null,
      };
    },
  },
  // https://developers.google.com/identity/openid-connect/openid-connect
  google: {
    endpoints: ({ url }) => ({
      wellKnown: `${url}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
    }),
    identity(profile) {
      const claims = GoogleClaims.parse(profile);
      return {
        name: claims.name || claims.email?.split("@")[0] || "Unnamed",
        email: claims.email ?? null,
        emailVerified: claims.email_verified === true,
        avatarUrl: claims.picture ?? null,
      };
    },
  },
  // https://docs.github.com/en/apps/oauth-apps; the API of github.com has a host of its own, that of an Enterprise Server a path.
  github: {
    endpoints({ url }) {
      const api = url === "https://github.com" ? "https://api.github.com" : `${url}/api/v3`;
      return {
        authorization: { url: `${url}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
        token: `${url}/login/oauth/access_token`,
        userinfo: {
          url: `${api}/user`,
          async request({ tokens }) {
            const ask = async (path: string) => {
              const response = await fetch(`${api}${path}`, {
                headers: { authorization: `Bearer ${tokens.access_token}`, accept: "application/vnd.github+json" },
                signal: AbortSignal.timeout(TIMEOUT_MS),
              });
              if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`);
              return response.json();
            };
            // The profile's own address is whatever its owner made public; only the list says which are verified.
            return { ...(await ask("/user")), emails: await ask("/user/emails") };
          },
        },
      };
    },
    identity(profile) {
      const user = GitHubUser.parse(profile);
      const address = user.emails.find(({ primary }) => primary);
      return {
        name: user.name || user.login,
        email: address?.email ?? null,
        emailVerified: address?.verified === true,
        avatarUrl: user.avatar_url ?? null,
      };
    },
  },
};
