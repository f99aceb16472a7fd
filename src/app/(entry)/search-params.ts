/** What a page's address asks, as Next gives it. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The one value of a parameter; null where there is none or more than one. */
export function single(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
