/** What a report can come to. Apart from the schemas, for pages that offer these. */
export const REPORT_OUTCOMES = ["action", "no_action", "unfounded"] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];
