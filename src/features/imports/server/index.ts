export { type Importing, type ImportOptions, runImport, type Taken } from "./frame.ts";
export { importPterodactyl } from "./pterodactyl-source.ts";
export { ourIdOf, ourIdsOf } from "./sources.ts";
