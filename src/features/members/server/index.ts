export { keepServers } from "./owners-servers.ts";
