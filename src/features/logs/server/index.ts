export { followWatches } from "./follow-watches.ts";
export { IMPORT_LOG_JOB, importMachineLog } from "./machine-imports.ts";
