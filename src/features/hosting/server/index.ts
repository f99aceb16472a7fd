export { syncBlueprints } from "./blueprints.ts";
export { desiredServer, desiredServersOf } from "./desired.ts";
export { knowsAgent } from "./enrol.ts";
export { noticeSilent as noticeSilentNodes } from "./node-silence.ts";
export { EXAMPLE_SERVER, OneServer, serverSubject } from "./server-rows.ts";
