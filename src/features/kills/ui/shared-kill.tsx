import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Time } from "#app/ui/time.tsx";
import { gameName } from "../game-name.ts";

export type SharedKill = Outputs["kills"]["shared"];

/** A kill for whoever was given its link: who, with what, where, when, and what it rests on. */
export function SharedKillPage({ kill }: { kill: SharedKill }) {
  const words = useTranslations("kills");
  const nobody = words("party.unknown");
  return (
    <>
      <h1 className="break-words font-semibold text-2xl">
        {words(`told.${kill.kind}`, { killer: kill.killer ?? nobody, victim: kill.victim ?? nobody })}
      </h1>
      <Card title={words("page.what")}>
        <DescriptionList
          items={[
            { label: words("columns.at"), value: <Time at={kill.at} mode="absolute" /> },
            ...(kill.weapon ? [{ label: words("facts.weapon"), value: kill.weapon.name ?? kill.weapon.class }] : []),
            ...(kill.place ? [{ label: words("facts.place"), value: kill.place.name ?? kill.place.class }] : []),
            { label: words("facts.kind"), value: words(`kind.${kill.kind}`) },
            { label: words("facts.game"), value: gameName(kill.game) },
            {
              label: words("columns.standing"),
              value: [
                words(`evidence.${kill.evidence}`),
                ...(kill.isConfirmed ? [words("page.confirmed")] : []),
                ...(kill.isDisputed ? [words("state.disputed")] : []),
              ].join(", "),
            },
          ]}
        />
        <p className="mt-3 max-w-prose text-ink-2">{words(`grounds.${kill.evidence}`)}</p>
      </Card>
      <div>
        <LinkButton href={`/kills/${kill.id}`}>{words("page.openPanel")}</LinkButton>
      </div>
    </>
  );
}
