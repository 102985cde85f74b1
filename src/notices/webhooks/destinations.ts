import type { Database, Transaction } from "../../platform/database.js";
import { type Destination, isInterested, type OutboxEvent } from "../../platform/outbox/index.js";
import type { WebhookTarget } from "../../platform/webhooks/index.js";
import type { EndpointSecrets, SealedSecrets } from "./endpoint-secrets.js";

export const WEBHOOK = "webhook";

/** Whom an event is about, and who is told of it therefore. */
export interface Concerned {
  readonly agency?: string | undefined;
  readonly firm?: string | undefined;
  /** It is public, and concerns whoever wants to hear of it. */
  readonly everybody?: boolean;
}

/** The addresses of whom an event concerns that want to hear of it. */
export async function webhooksFor(
  tx: Transaction,
  event: OutboxEvent,
  { agency, firm, everybody = false }: Concerned,
): Promise<readonly Destination[]> {
  const rows = await tx.query<{ id: string; topics: string[] }>(
    `select id, topics from webhook_endpoint
      where disabled_at is null and ($3 or agency = $1 or business_id = $2::uuid) order by id`,
    [agency ?? null, firm ?? null, everybody],
  );
  return rows.filter(({ topics }) => isInterested({ topics }, event)).map(({ id }) => ({ id, kind: WEBHOOK }));
}

/** Where an address leads now and what to sign with; undefined when it is no more, or switched off. */
export async function findTarget(
  {
    database,
    secrets,
    now,
  }: { readonly database: Database; readonly secrets: EndpointSecrets; readonly now: () => Date },
  id: string,
): Promise<WebhookTarget | undefined> {
  const [row] = await database.query<SealedSecrets & { url: string }>(
    `select id, url, secret, previous_secret, previous_until from webhook_endpoint
      where id = $1 and disabled_at is null`,
    [id],
  );
  return row && { url: row.url, secrets: secrets.inForce(row, now()) };
}

/** Switches off an address that said of itself that it is no more. */
export async function switchOffWebhook(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.query(
    `update webhook_endpoint set disabled_at = $2, disabled_reason = 'gone', version = version + 1
      where id = $1 and disabled_at is null`,
    [id, now],
  );
}
