export { syncBlueprints } from "./blueprints.ts";
export { askServerDeletion } from "./delete-server.ts";
export { desiredServer, desiredServersOf } from "./desired.ts";
export { knowsAgent } from "./enrol.ts";
export { importBlueprint, importNode, importServer } from "./imported.ts";
export { noticeSilent as noticeSilentNodes } from "./node-silence.ts";
export { tellServersOfPatterns } from "./pattern-changes.ts";
export { requestPower } from "./power.ts";
export {
  EXAMPLE_SERVER,
  OneServer,
  type ServerRow,
  SILENT_MS as SERVER_SILENT_MS,
  serverById,
  serverSubject,
  stateOf,
} from "./server-rows.ts";
export { MemberServer, serversOfMember } from "./servers-of-member.ts";
export { liftSuspensions, suspendServers } from "./suspensions.ts";
