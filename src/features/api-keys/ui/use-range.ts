"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { RANGES, type RangeName } from "../usage-names.ts";

const parser = parseAsStringLiteral(RANGES).withDefault("24h");

/** The stretch of time that is shown, kept in the address. */
export function useRange(): [RangeName, (range: RangeName) => void] {
  const [range, set] = useQueryState("range", parser);
  return [range, (next) => void set(next)];
}
