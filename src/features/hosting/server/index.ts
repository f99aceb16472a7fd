export { syncBlueprints } from "./blueprints.ts";
export { desiredServer, desiredServersOf } from "./desired.ts";
