import { env, publicUrl } from "#app/platform/env.ts";

/**
 * What a page of the panel may load and do. Scripts run by nonce alone; styles may be inline, because the terminal and floating layers write theirs
 * into the page. The sign-in providers are allowed as targets of a form, for browsers hold redirects after a form to that list too.
 */
export function contentSecurityPolicy(nonce: string): string {
  const { DISCORD_URL, GOOGLE_URL, GITHUB_URL, NODE_ENV } = env();
  const development = NODE_ENV === "development";
  const providers = [DISCORD_URL, GOOGLE_URL, GITHUB_URL].map((url) => new URL(url).origin).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https://cdn.discordapp.com https://lh3.googleusercontent.com https://avatars.githubusercontent.com",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${providers}`,
    ...(publicUrl().startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
