/** What would become of a broadcast on a server. */
export const REACHES = ["told", "skipped", "unsupported"] as const;
