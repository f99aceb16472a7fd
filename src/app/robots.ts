import type { MetadataRoute } from "next";
import { publicAddress } from "#app/transport/next/public-address.ts";

export const dynamic = "force-dynamic";

/** Search engines are for the pages of communities that wish them, and for nothing else. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: ["/c/", "/k/", "/_next/static/"], disallow: "/" },
    sitemap: new URL("/sitemap.xml", publicAddress()).href,
  };
}
