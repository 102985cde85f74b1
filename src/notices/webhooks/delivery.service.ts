import { type Commands, notFound } from "../../graph/commands.js";
import { connection, type PageRequest } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { Refusal } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { globalId } from "../../graph/node.js";
import type { Database } from "../../platform/database.js";
import { redeliver } from "../../platform/outbox/index.js";
import { Bindings } from "../../platform/sql.js";
import { subjectIdOf } from "../event.js";
import { mine } from "./endpoint-store.js";
import { needKey } from "./read-input.js";
import type { RedeliverWebhookInput } from "./webhook.inputs.js";

export interface DeliveryNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly guarded: boolean;
}

/** A page of the messages to one address. */
export interface DeliveryPage {
  readonly webhookKey: string;
  readonly page: PageRequest;
}

interface Row {
  readonly destination: string;
  readonly total: number;
  /** Null, and all after it, for an address that nothing was sent to. */
  readonly id: string | null;
  readonly position: string;
  readonly eventId: string;
  readonly topic: string;
  readonly subject: string;
  readonly state: "pending" | "delivered" | "dead";
  readonly attempts: number;
  readonly lastError: string | null;
  readonly occurredAt: string;
  readonly nextAt: string;
  readonly deliveredAt: string | null;
}

const instant = (column: string, name: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "${name}"`;

const COLUMNS = [
  'd.id, d.position, d.event_id as "eventId", e.topic, d.subject, d.state, d.attempts, d.last_error as "lastError"',
  instant("e.occurred_at", "occurredAt"),
  instant("d.next_at", "nextAt"),
  instant("d.delivered_at", "deliveredAt"),
].join(", ");

/** What became of each message to an address. Row-level security shows those of the caller's own. */
export class DeliveryService {
  constructor(private readonly needs: DeliveryNeeds) {}

  /** A page for each of several addresses, the newest first, in one statement. */
  async pages({ caller }: GraphContext, asked: readonly DeliveryPage[]) {
    const { cursors, database } = this.needs;
    const befores = asked.map(({ webhookKey, page }) =>
      page.cursor ? cursors.open(question(webhookKey), page.cursor, page.cursorField)[0] : null,
    );
    const rows = await database.as(claimsOf(caller), (tx) =>
      tx.query<Row & { asked: string }>(
        `select asked.n::int as asked, asked.destination, found.*,
                (select count(*)::int from outbox_delivery where destination_id = asked.destination) as total
           from unnest($1::text[], $2::bigint[], $3::int[]) with ordinality as asked(destination, before, size, n)
           left join lateral (
             select ${COLUMNS} from outbox_delivery d join outbox_event e on e.id = d.event_id
              where d.destination_id = asked.destination and (asked.before is null or d.position < asked.before)
              order by d.position desc limit asked.size
           ) as found on true
          order by asked.n, found.position desc`,
        [asked.map(({ webhookKey }) => webhookKey), befores, asked.map(({ page }) => page.size + 1)],
      ),
    );
    const byPage = Map.groupBy(rows, ({ asked: n }) => Number(n) - 1);
    return asked.map(({ webhookKey, page }, index) => {
      const found = (byPage.get(index) ?? []).filter(({ id }) => id !== null);
      const edges = found.slice(0, page.size).map((row) => ({
        cursor: cursors.seal(question(webhookKey), [row.position]),
        node: viewOf(row),
      }));
      const totalCount = byPage.get(index)?.[0]?.total ?? 0;
      return { ...connection(edges, found.length > page.size, page), totalCount };
    });
  }

  /** Has a message sent once more, with the same ids, however it ended. */
  async redeliver(context: GraphContext, input: RedeliverWebhookInput): Promise<string> {
    const answer = await this.needs.commands.run(context, "redeliverWebhook", input, async (tx) => {
      const key = needKey("WebhookDelivery", "input.deliveryId", input.deliveryId);
      const sql = new Bindings();
      const where = mine(context, this.needs.guarded, sql);
      const [row] = await tx.query<{ disabled: boolean }>(
        `select endpoint.disabled_at is not null as disabled
           from outbox_delivery delivery join webhook_endpoint endpoint on endpoint.id::text = delivery.destination_id
          where delivery.id = ${sql.bind(key, "uuid")} and ${where}`,
        sql.values,
      );
      if (row === undefined) throw notFound("input.deliveryId");
      if (row.disabled) throw new Refusal("CONFLICT", DISABLED);
      if (!(await redeliver(tx, key, context.now))) throw new Refusal("CONFLICT", UNDER_WAY);
      return { deliveryKey: key };
    });
    return globalId("WebhookDelivery", (answer as { deliveryKey: string }).deliveryKey);
  }
}

function viewOf({ id, topic, subject, nextAt, state, ...row }: Row) {
  return {
    ...row,
    id: globalId("WebhookDelivery", id ?? ""),
    topic,
    state,
    subjectId: subjectIdOf({ topic, subject }),
    nextAttemptAt: state === "pending" ? nextAt : null,
  };
}

const question = (webhookKey: string) => `deliveries to ${webhookKey}`;

const DISABLED = {
  es: "La dirección está apagada; préndala antes con updateWebhook",
  en: "The webhook is switched off; switch it on with updateWebhook first",
};
const UNDER_WAY = { es: "Se está enviando en este momento", en: "It is being sent at this moment" };
