"use client";

import { useTranslations } from "next-intl";
import { Spinner } from "./spinner.tsx";

/** That what stands below is still what was chosen before, while what is chosen now is asked for. */
export function Refreshing({ active }: { active: boolean }) {
  const words = useTranslations("ui");
  return (
    <span role="status" className="inline-flex items-center text-ink-2 [&_svg]:size-4">
      {active ? (
        <>
          <Spinner />
          <span className="sr-only">{words("refreshing")}</span>
        </>
      ) : null}
    </span>
  );
}
