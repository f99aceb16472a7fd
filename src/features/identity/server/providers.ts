import { type Env, env } from "#app/platform/env.ts";
import type { Provider } from "../schema.ts";

/** What the door needs to speak with a provider. */
export interface ProviderSettings {
  clientId: string;
  clientSecret: string;
  /** Where the provider is, without a slash at the end. */
  url: string;
}

/** The settings of a provider, or null where it is not set up. */
export function providerSettings(provider: Provider, settings: Env = env()): ProviderSettings | null {
  const [clientId, clientSecret, url] = {
    discord: [settings.DISCORD_CLIENT_ID, settings.DISCORD_CLIENT_SECRET, settings.DISCORD_URL],
    google: [settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET, settings.GOOGLE_URL],
    github: [settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET, settings.GITHUB_URL],
  }[provider];
  return clientId && clientSecret ? { clientId, clientSecret, url: url!.replace(/\/+$/, "") } : null;
}

/** Which providers people may sign in by. */
export function providersOn(): Provider[] {
  return (["discord", "google", "github"] as const).filter((provider) => providerSettings(provider) !== null);
}
