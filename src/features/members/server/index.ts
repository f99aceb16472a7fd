export { WRITE_DATA_JOB, writeDataExport } from "./data-export.ts";
export { deleteDue } from "./deletion.ts";
export { keepServers } from "./owners-servers.ts";
