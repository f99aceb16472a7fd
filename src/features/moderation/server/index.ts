export { noteLogins, type SeenLogin } from "./logins.ts";
export { IMPORT_JOB, takeLongImport } from "./long-imports.ts";
export { deriveStanding } from "./standing.ts";
