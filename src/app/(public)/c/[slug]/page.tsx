import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { PublicCommunity } from "#app/features/communities/ui/public-community.tsx";
import { pageApi } from "#app/transport/next/caller.ts";
import { readForEverybody } from "#app/transport/next/for-everybody.ts";
import { publicAddress } from "#app/transport/next/public-address.ts";
import { Busy } from "#app/ui/busy.tsx";

interface PublicCommunityPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const load = createLoader({ period: parseAsStringLiteral(["all_time", "monthly", "weekly"]).withDefault("all_time") });

async function readPage({ params, searchParams }: PublicCommunityPageProps) {
  const [{ slug }, { period }] = await Promise.all([params, load(searchParams)]);
  return readForEverybody(`community ${slug} ${period}`, async () =>
    (await pageApi()).communities.page({ slug, period }),
  );
}

/** Search engines are asked to keep it: nothing else of the panel is for them. */
export async function generateMetadata(props: PublicCommunityPageProps): Promise<Metadata> {
  const page = await readPage(props);
  if (page === null || page === "busy") return {};
  const words = await getTranslations("communities.page");
  const description = page.description || words("metaDescription", { name: page.name });
  const url = new URL(`/c/${page.slug}`, publicAddress());
  return {
    title: page.name,
    description,
    robots: { index: true, follow: true },
    alternates: { canonical: url },
    openGraph: { title: page.name, description, type: "website", url },
  };
}

/** A community that wishes it, for everybody: the same for whoever opens it. */
export default async function PublicCommunityPage(props: PublicCommunityPageProps) {
  const page = await readPage(props);
  if (page === null) notFound();
  return page === "busy" ? <Busy /> : <PublicCommunity page={page} />;
}
