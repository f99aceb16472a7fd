export { syncBlueprints } from "./blueprints.ts";
export { desiredServer, desiredServersOf } from "./desired.ts";
export { knowsAgent } from "./enrol.ts";
export { noticeSilent as noticeSilentNodes } from "./node-silence.ts";
