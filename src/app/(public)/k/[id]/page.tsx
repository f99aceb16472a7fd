import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PICTURE_SIZE } from "#app/features/kills/ui/share-picture.tsx";
import { SharedKillPage } from "#app/features/kills/ui/shared-kill.tsx";
import { publicAddress } from "#app/transport/next/public-address.ts";
import { Busy } from "#app/ui/busy.tsx";
import { sharedKill } from "./shared.ts";

interface SharedPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: SharedPageProps): Promise<Metadata> {
  const { id } = await params;
  const words = await getTranslations("kills");
  const kill = await sharedKill(id);
  if (kill === null || kill === "busy") return { title: words("page.title") };
  const nobody = words("party.unknown");
  const title = words(`told.${kill.kind}`, { killer: kill.killer ?? nobody, victim: kill.victim ?? nobody });
  const facts = [kill.weapon, kill.place].flatMap((thing) => (thing ? [thing.name ?? thing.class] : []));
  const description = [...facts, words(`evidence.${kill.evidence}`)].join(" · ");
  const images = [{ url: new URL(`/k/${kill.id}/image`, publicAddress()), ...PICTURE_SIZE, alt: title }];
  return {
    title,
    description,
    openGraph: { title, description, type: "article", url: new URL(`/k/${kill.id}`, publicAddress()), images },
    twitter: { card: "summary_large_image", title, description, images },
  };
}

/** What a kill's link shows. Where it is not for everybody, the panel's own page says who may see it. */
export default async function SharedPage({ params }: SharedPageProps) {
  const { id } = await params;
  const kill = await sharedKill(id);
  if (kill === null) redirect(`/kills/${encodeURIComponent(id)}` as Route);
  return kill === "busy" ? <Busy /> : <SharedKillPage kill={kill} />;
}
