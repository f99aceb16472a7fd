import type { StreamedEvent } from "./schema.ts";

/** The page of the panel that shows what an event is about, or null where that is gone or has none. */
export function eventPath({ type, serverId, userId, payload }: Omit<StreamedEvent, "position">): string | null {
  const fields = payload !== null && typeof payload === "object" && !Array.isArray(payload) ? payload : {};
  const id = (name: string) => (typeof fields[name] === "string" ? encodeURIComponent(fields[name]) : null);
  const at = (folder: string, name: string | null) => (name === null ? null : `${folder}/${name}`);
  if (/\.(deleted|removed)$/.test(type) || fields.change === "removed") return null;
  switch (type.split(".")[0]) {
    case "server":
      return serverId === null ? null : `/servers/${encodeURIComponent(serverId)}/console`;
    case "node":
      return at("/nodes", id("nodeId"));
    case "user":
    case "session":
      return userId === null ? null : `/settings/users/${encodeURIComponent(userId)}`;
    case "role":
      return at("/settings/roles", id("roleId"));
    case "invitation":
      return "/settings/invitations";
    case "api_key":
      return type === "api_key.revoked" ? "/settings/api-keys" : at("/settings/api-keys", id("keyId"));
    case "webhook":
      return at("/webhooks", id("webhookId"));
    case "kill":
      return at("/kills", id("killId"));
    case "analytics":
      return "/kills/analytics";
    case "setting":
      return "/settings/panel";
    default:
      return null;
  }
}
