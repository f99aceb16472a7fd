export { asked, type CatalogName, namesOf, namesOfAll, namesWithDoubt } from "./names.ts";
export { syncCatalog } from "./sync-catalog.ts";
