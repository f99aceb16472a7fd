export { startWebhooks, type Webhooks } from "./sender.ts";
