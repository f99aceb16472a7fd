export { type CatalogName, namesOf, namesWithDoubt } from "./names.ts";
export { syncCatalog } from "./sync-catalog.ts";
