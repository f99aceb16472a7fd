export { requireReadable, tellableCommunities } from "./access.ts";
export { communityName, communityNames } from "./names.ts";
