/** Root fields that are not in the table of who may do what yet, and the test that tries them in others' names. */
export const FIELDS_TRIED_ELSEWHERE: Readonly<Record<string, string>> = {
  "Mutation.attachDocument": "applications/documents",
  "Mutation.prepareDocument": "applications/documents",
  "Mutation.removeDocument": "applications/documents",
  "Mutation.createWebhook": "notices/registration",
  "Mutation.updateWebhook": "notices/registration",
  "Mutation.deleteWebhook": "notices/registration",
  "Mutation.rotateWebhookSecret": "notices/registration",
  "Mutation.redeliverWebhook": "notices/registration",
  "Query.webhooks": "notices/registration",
  "Subscription.applicationChanges": "applications/changes",
};

/** Tables that no statement in everybody's name is tried on yet, and the test that tries them. */
export const TABLES_TRIED_ELSEWHERE: Readonly<Record<string, string>> = {
  application_document: "applications/documents",
  document: "applications/documents",
  outbox_delivery: "notices/registration",
  outbox_event: "platform/outbox",
  webhook_endpoint: "notices/registration",
};
