import { ImageResponse } from "next/og";
import { getTranslations } from "next-intl/server";
import { PICTURE_SIZE, SharePicture } from "#app/features/kills/ui/share-picture.tsx";
import type { SharedKill } from "#app/features/kills/ui/shared-kill.tsx";
import { SharedAnswers } from "#app/transport/next/shared-answers.ts";
import { sharedKill } from "../shared.ts";

/** Drawing takes a moment of the processor: what was drawn is kept, and more than so many at once are refused. */
const drawn = new SharedAnswers<ArrayBuffer>({ goodForMs: 600_000, most: 200 });
const MOST_AT_ONCE = 8;
let drawing = 0;

/** The picture of a kill that everybody may see, for sites on which its link is put. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const kill = await sharedKill((await params).id);
  if (kill === null) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  if (kill === "busy" || drawing >= MOST_AT_ONCE)
    return new Response(null, { status: 503, headers: { "retry-after": "5", "cache-control": "no-store" } });
  const picture = await drawn.get(JSON.stringify(kill), () => draw(kill));
  // Nobody on the way keeps it: set back, it is gone at once, as the page is.
  return new Response(picture, { headers: { "content-type": "image/png", "cache-control": "no-store" } });
}

async function draw(kill: SharedKill): Promise<ArrayBuffer> {
  drawing++;
  try {
    const words = await getTranslations("kills");
    const nobody = words("party.unknown");
    const { kind } = kill;
    const hasKiller = kind === "pvp" || kind === "pve_kill" || kind === "pve_death";
    const picture = new ImageResponse(
      <SharePicture
        brand="Gamekeeper"
        first={hasKiller ? (kill.killer ?? nobody) : (kill.victim ?? nobody)}
        second={hasKiller ? (kill.victim ?? nobody) : null}
        act={hasKiller ? words("picture.killed") : words(`picture.${kind}`)}
        weapon={kill.weapon && (kill.weapon.name ?? kill.weapon.class)}
        place={kill.place && (kill.place.name ?? kill.place.class)}
        evidence={words(kill.isDisputed ? "state.disputed" : `evidence.${kill.evidence}`)}
        at={`${kill.at.slice(0, 16).replace("T", " ")} UTC`}
      />,
      PICTURE_SIZE,
    );
    return await picture.arrayBuffer();
  } finally {
    drawing--;
  }
}
