export { EXPORT_JOB } from "./exports.ts";
export { keepInsights } from "./keep-insights.ts";
export { REPHRASE_JOB, rephraseInsight } from "./rephrase.ts";
export { writeExport } from "./write-export.ts";
