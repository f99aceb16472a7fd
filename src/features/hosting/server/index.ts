export { syncBlueprints } from "./blueprints.ts";
export { desiredServer, desiredServersOf } from "./desired.ts";
export { noticeSilent as noticeSilentNodes } from "./node-silence.ts";
