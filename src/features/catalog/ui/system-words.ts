"use client";

import { useTranslations } from "next-intl";

/** What a set of systems says in marks, in words: whose a system is, and what shines in it. A mark that nobody knows stands as it is. */
export function useSystemWords(): { affiliation(mark: string): string; stars(mark: string): string } {
  const words = useTranslations("catalog.system");
  const said = (kind: "affiliations" | "starKinds", mark: string) => {
    const key = `${kind}.${mark}` as "affiliations.UEE";
    return words.has(key) ? words(key) : mark;
  };
  return { affiliation: (mark) => said("affiliations", mark), stars: (mark) => said("starKinds", mark) };
}
