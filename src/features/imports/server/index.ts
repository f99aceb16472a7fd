export { type Importing, type ImportOptions, runImport, type Taken } from "./frame.ts";
export { ourIdOf, ourIdsOf } from "./sources.ts";
