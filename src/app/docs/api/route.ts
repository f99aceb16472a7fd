import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { COMPAT_PATH } from "#app/dialects/dialect.ts";
import { dialects } from "#app/dialects/registry.ts";
import { PREFERENCES_COOKIE, parsePreferences } from "#app/ui/preferences.ts";
import { referencePage } from "./reference-page.ts";
import { scalarBundle } from "./scalar-bundle.ts";

/**
 * The interactive reference of the API. A document of its own, outside the panel's shell and without its scripts: Scalar brings all it needs. Everybody
 * may read it; trying a call out needs a session or a key, as every call does. `?of=maid` is about that dialect.
 */
export async function GET(request: Request): Promise<Response> {
  const of = new URL(request.url).searchParams.get("of");
  const dialect = dialects.find(({ name }) => name === of);
  const words = await getTranslations("apiKeys.reference");
  const nav = await getTranslations("docs.nav");
  const { theme } = parsePreferences((await cookies()).get(PREFERENCES_COOKIE)?.value);
  const page = referencePage({
    locale: await getLocale(),
    theme,
    nonce: (await headers()).get("x-nonce") ?? "",
    scriptUrl: `/docs/api/scalar.js?v=${(await scalarBundle()).version}`,
    documentUrl: dialect ? `${COMPAT_PATH}/${dialect.name}${dialect.documents[0]}` : "/api/v1/openapi.json",
    words: { title: words("title"), panel: words("panel"), keys: words("keys"), loading: words("loading") },
    others: (["errors", "events", "limits", "versioning"] as const).map((page) => ({
      href: `/docs/${page}`,
      words: nav(page),
    })),
  });
  return new Response(page, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
