"use client";

import { useTranslations } from "next-intl";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Kill } from "../schema.ts";

/** Why one may believe a kill, in words: whose word it is, how many have told of it, and what speaks against it. */
export function KillGrounds({ kill }: { kill: Kill }) {
  const words = useTranslations("kills");
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{words(`grounds.${kill.evidence}`)}</p>
      <DescriptionList
        items={[
          { label: words("facts.source"), value: words(`source.${kill.source}`) },
          { label: words("facts.confirmations"), value: words("grounds.told", { count: kill.confirmations }) },
          { label: words("facts.createdAt"), value: <Time at={kill.createdAt} /> },
        ]}
      />
      {kill.doubts.length > 0 ? (
        <div className="grid gap-1">
          <h3 className="font-medium">{words("grounds.doubts")}</h3>
          <ul className="list-disc pl-5 text-ink-2">
            {kill.doubts.map((doubt) => (
              <li key={doubt} className="break-words">
                {words.has(`doubts.${doubt}` as "doubts.none") ? words(`doubts.${doubt}` as "doubts.none") : doubt}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {kill.isPublic ? null : <p className="text-ink-2">{words("grounds.notYetPublic")}</p>}
    </div>
  );
}
