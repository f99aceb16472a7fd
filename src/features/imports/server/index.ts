export { type Importing, type ImportOptions, runImport, type Taken } from "./frame.ts";
export { NotHeliactylConfig, readHeliactylConfig } from "./heliactyl/config.ts";
export { NotHeliactyl, readHeliactyl } from "./heliactyl/database.ts";
export { importHeliactyl } from "./heliactyl/import-heliactyl.ts";
export { importPterodactyl } from "./pterodactyl-source.ts";
export { ourIdOf, ourIdsOf } from "./sources.ts";
export { importStellarstack } from "./stellarstack/source.ts";
