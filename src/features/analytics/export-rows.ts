import * as z from "zod";
import { csvOf } from "#app/lib/csv.ts";
import type { Kill } from "../kills/schema.ts";
import { EXPORT_FORMATS, type ExportFormat as Format } from "./export-formats.ts";

export const ExportFormat = z
  .enum(EXPORT_FORMATS)
  .describe("json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula.");

type Cell = string | number | boolean | null;

/** A kill as one flat row: the columns of an export, in their order. */
export function exportedRow(kill: Kill): Record<string, Cell> {
  const { killer, victim, weapon, place } = kill;
  return {
    id: kill.id,
    at: kill.at,
    game: kill.game,
    kind: kill.kind,
    method: kill.method,
    evidence: kill.evidence,
    source: kill.source,
    confirmations: kill.confirmations,
    confirmed: kill.isConfirmed,
    state: kill.state,
    killer: killer?.name ?? null,
    killerId: killer?.playerId ?? null,
    killerType: killer?.type ?? null,
    killerVehicle: killer?.vehicle?.class ?? null,
    weapon: weapon?.class ?? null,
    weaponName: weapon?.name ?? null,
    victim: victim.name,
    victimId: victim.playerId,
    victimType: victim.type,
    victimVehicle: victim.vehicle?.class ?? null,
    place: place?.class ?? null,
    placeName: place?.name ?? null,
    system: kill.system,
    mode: kill.mode,
    build: kill.build,
    damageType: kill.damageType,
    serverId: kill.serverId,
    doubts: kill.doubts.join(" "),
  };
}

/** Rows as a part of a file: parts that follow each other are one file. */
export function exportedPart(
  format: Format,
  rows: readonly Record<string, Cell>[],
  { isFirst, isLast, columns }: { isFirst: boolean; isLast: boolean; columns: readonly string[] },
): string {
  switch (format) {
    case "csv": {
      const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
      if (isFirst) return csvOf([columns, ...cells]);
      // The mark of UTF-8 stands at the beginning of a file alone.
      return cells.length === 0 ? "" : csvOf(cells).slice(1);
    }
    case "ndjson":
      return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    case "json": {
      const texts = rows.map((row) => JSON.stringify(row)).join(",\n");
      return `${isFirst ? "[\n" : texts === "" ? "" : ",\n"}${texts}${isLast ? "\n]\n" : ""}`;
    }
  }
}
