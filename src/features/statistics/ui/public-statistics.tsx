"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { StatisticSeries } from "../schema.ts";
import { RangeButtons } from "./range-buttons.tsx";
import { SeriesCards } from "./series-cards.tsx";
import { STATISTIC_PARSERS } from "./statistic-query.ts";

/** Figures for people who are not signed in, as the server has read them for this address. */
export function PublicStatistics({ series }: { series: StatisticSeries }) {
  const words = useTranslations("statistics");
  const [, setAddress] = useQueryStates(STATISTIC_PARSERS, { history: "push", shallow: false });
  return (
    <>
      <h1 className="font-semibold text-xl">{words("title")}</h1>
      <RangeButtons range={series.range} onRange={(range) => void setAddress({ range })} />
      <SeriesCards series={series} />
    </>
  );
}
