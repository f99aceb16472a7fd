export { noteLogins, type SeenLogin } from "./logins.ts";
export { deriveStanding } from "./standing.ts";
