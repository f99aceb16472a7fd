import type { Provider } from "../schema.ts";

/** What a person is about when they leave for a provider. */
export interface ProviderIntent {
  /** Where they come back to, a path of the panel. */
  next: string;
  /** The token of an invitation that they accept by it. */
  invitation?: string;
  /** Links the provider's account to who is signed in, in place of signing in. */
  link?: boolean;
}

/** Begins the dance with a provider and gives the address to go to: the provider's, or a page of ours that says what is wrong. Throws if the panel was not reached. */
export async function leaveForProvider(
  provider: Provider,
  { next, invitation, link }: ProviderIntent,
): Promise<string> {
  const response = await fetch(`/api/auth/signin/${provider}`, {
    method: "POST",
    body: new URLSearchParams({ json: "true", next, ...(invitation && { invitation }), ...(link && { link: "1" }) }),
  });
  if (!response.ok) throw new Error(`the panel answered ${response.status}`);
  const { url } = (await response.json()) as { url: string };
  return url;
}
