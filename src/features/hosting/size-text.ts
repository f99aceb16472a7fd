/** Sizes in MiB as people read them: "512 MiB", "4.2 GiB". */
export function sizeText(mebibytes: number): string {
  return mebibytes < 1024 ? `${Math.round(mebibytes)} MiB` : `${trimmed(mebibytes / 1024)} GiB`;
}

/** The same to the last MiB: "10.25 GiB", "1300 MiB". For what is sold and missing, where two sizes that differ must read differently. */
export function exactSizeText(mebibytes: number): string {
  const gibibytes = mebibytes / 1024;
  return mebibytes >= 1024 && Number.isInteger(gibibytes * 4) ? `${gibibytes} GiB` : `${mebibytes} MiB`;
}

/** Used and limit in one unit, that of the limit: "0.4 of 4 GiB". */
export function sizeOfText(usedMebibytes: number, limitMebibytes: number): { value: string; limit: string } {
  if (limitMebibytes < 1024) return { value: String(Math.round(usedMebibytes)), limit: sizeText(limitMebibytes) };
  return { value: trimmed(usedMebibytes / 1024), limit: sizeText(limitMebibytes) };
}

function trimmed(value: number): string {
  return value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value));
}
