import type { MetadataRoute } from "next";
import { pageApi } from "#app/transport/next/caller.ts";
import { readForEverybody } from "#app/transport/next/for-everybody.ts";
import { publicAddress } from "#app/transport/next/public-address.ts";

export const dynamic = "force-dynamic";

/** The pages of communities that show themselves to everybody. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const found = await readForEverybody("community pages", async () => (await pageApi()).communities.pages({}));
  if (found === null || found === "busy") return [];
  return found.items.map(({ slug }) => ({
    url: new URL(`/c/${slug}`, publicAddress()).href,
    changeFrequency: "daily",
  }));
}
