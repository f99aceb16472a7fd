export { EXPORT_JOB, writeExport } from "./exports.ts";
export { keepInsights } from "./keep-insights.ts";
export { REPHRASE_JOB, rephraseInsight } from "./rephrase.ts";
