import { REASONS, sentenceOf } from "#app/lib/reasons.ts";
import { PROVIDER_NAMES } from "../provider-names.ts";
import { Provider } from "../schema.ts";

/**
 * What went wrong with a provider, in words, by the `error` and `provider` of the address; null if nothing did. The address is anybody's to write, so what
 * is not one of our reasons is told as a sign-in that did not complete.
 */
export function signInProblem(error: string | null, provider: string | null): string | null {
  if (error === null) return null;
  const known = Provider.safeParse(provider).data;
  const name = known ? PROVIDER_NAMES[known] : "the provider";
  const reason = /^(identity|request)\./.test(error) && REASONS.includes(error) ? error : "identity.oauth_failed";
  return sentenceOf(reason, { provider: name, providers: name, hasEnd: "no", hasReason: "no" });
}
