export { createWebhookSecret } from "./signature.js";
export { createWebhooks, type WebhookOptions, type WebhookTarget } from "./webhook.js";
