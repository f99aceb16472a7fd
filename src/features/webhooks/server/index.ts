export { WebhookOwners as EventTellers } from "./owners.ts";
export { startWebhooks, type Webhooks } from "./sender.ts";
