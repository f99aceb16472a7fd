export { type Meant, meantBy } from "./meant-entries.ts";
export { asked, type CatalogName, namesOf, namesOfAll, namesWithDoubt } from "./names.ts";
export { systemsOfPlaces } from "./place-systems.ts";
export { REFRESH_PROFILE_JOB, refreshProfile } from "./rsi-pages.ts";
export { syncCatalog } from "./sync-catalog.ts";
