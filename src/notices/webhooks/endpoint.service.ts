import { v7 as newId } from "uuid";
import { CommandRefused, type Commands, notFound } from "../../graph/commands.js";
import { connection, type PageRequest } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { claimsOf } from "../../graph/identity/caller.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { GuardOptions } from "../../platform/http/guarded-fetch.js";
import type { EndpointSecrets, SealedSecrets } from "./endpoint-secrets.js";
import { type EndpointView, endpointByKey, endpointPage } from "./endpoint-store.js";
import { needKey, needPublicUrl, needTopics } from "./read-input.js";
import type { CreateWebhookInput, OfWebhookInput, UpdateWebhookInput } from "./webhook.inputs.js";

/** Addresses that one agency or firm may have. */
export const MOST_WEBHOOKS = 10;
/** First half of the lock on an owner's addresses; any number that nothing else locks with will do. */
const OWNER_LOCK = 0x686f6f6b;

export interface EndpointNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly secrets: EndpointSecrets;
  readonly guard: GuardOptions;
  readonly topics: readonly string[];
  readonly guarded: boolean;
}

/** Where agencies and firms want to be told of what happens. */
export class EndpointService {
  constructor(private readonly needs: EndpointNeeds) {}

  /** Keeps an address. Its secret is in the answer of the first try alone. */
  async create(context: GraphContext, input: CreateWebhookInput) {
    const { commands, secrets, topics: known, guard } = this.needs;
    const topics = needTopics("input.topics", input.topics, known);
    const url = await needPublicUrl("input.url", input.url, guard);
    let secret: string | null = null;
    const answer = await commands.run(context, "createWebhook", input, async (tx) => {
      const [agency, firm] = await this.#owner(tx, context, input.businessId ?? null);
      await needRoom(tx, agency, firm);
      const id = newId();
      const made = secrets.make(id);
      await tx.query(
        `insert into webhook_endpoint (id, agency, business_id, url, topics, secret, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, agency, firm, url, topics, made.sealed, context.now, context.caller.subject],
      );
      secret = made.secret;
      return { webhookKey: id };
    });
    return { ...answer, secret };
  }

  async update(context: GraphContext, input: UpdateWebhookInput) {
    const topics = input.topics ? needTopics("input.topics", input.topics, this.needs.topics) : null;
    const url = input.url ? await needPublicUrl("input.url", input.url, this.needs.guard) : null;
    return this.#change(context, "updateWebhook", input, async (tx, endpoint) => {
      if (endpoint.version !== input.version) {
        throw new CommandRefused("WebhookVersionStale", STALE, { webhookKey: endpoint.key });
      }
      const enabled = input.enabled ?? endpoint.disabledAt === null;
      await tx.query(
        `update webhook_endpoint set url = coalesce($2, url), topics = coalesce($3, topics), version = version + 1,
           disabled_at = case when not $4::boolean then coalesce(disabled_at, $5::timestamptz) end,
           disabled_reason = case when not $4::boolean then coalesce(disabled_reason, 'owner') end
          where id = $1`,
        [endpoint.key, url, topics, enabled, context.now],
      );
    });
  }

  async rotate(context: GraphContext, input: OfWebhookInput) {
    let secret: string | null = null;
    const answer = await this.#change(context, "rotateWebhookSecret", input, async (tx, { key }) => {
      const [row] = await tx.query<SealedSecrets>("select id, secret from webhook_endpoint where id = $1", [key]);
      if (row === undefined) throw notFound("input.webhookId");
      secret = await this.needs.secrets.rotate(tx, row, context.now);
    });
    return { ...answer, secret };
  }

  async delete(context: GraphContext, input: OfWebhookInput): Promise<string> {
    await this.#change(context, "deleteWebhook", input, async (tx, { key }) => {
      await tx.query("delete from webhook_endpoint where id = $1", [key]);
    });
    return input.webhookId;
  }

  /** One page of the caller's addresses, the newest first. */
  async list(context: GraphContext, page: PageRequest) {
    const { cursors, guarded } = this.needs;
    const [before = null] = page.cursor ? cursors.open(QUESTION, page.cursor, page.cursorField) : [];
    return this.#read(context, async (tx) => {
      const { found, total } = await endpointPage(tx, context, guarded, {
        size: page.size,
        before: before as string | null,
      });
      const edges = found.slice(0, page.size).map((node) => ({ cursor: cursors.seal(QUESTION, [node.key]), node }));
      return { ...connection(edges, found.length > page.size, page), totalCount: total };
    });
  }

  byKey(context: GraphContext, key: string): Promise<EndpointView | undefined> {
    return this.#read(context, (tx) => endpointByKey(tx, context, this.needs.guarded, key));
  }

  #change(
    context: GraphContext,
    operation: string,
    input: OfWebhookInput,
    work: (tx: Transaction, endpoint: EndpointView) => Promise<void>,
  ) {
    return this.needs.commands.run(context, operation, input, async (tx) => {
      const key = needKey("Webhook", "input.webhookId", input.webhookId);
      await tx.query("select from webhook_endpoint where id = $1 for update", [key]);
      const endpoint = await endpointByKey(tx, context, this.needs.guarded, key);
      if (endpoint === undefined) throw notFound("input.webhookId");
      await work(tx, endpoint);
      return { webhookKey: key };
    });
  }

  /** Whose address it will be: the caller's agency, or a firm that the caller registered. */
  async #owner(tx: Transaction, { caller }: GraphContext, businessId: string | null) {
    if (caller.role !== "business") {
      if (businessId !== null || caller.agency === null) throw notFound("input.businessId");
      return [caller.agency, null] as const;
    }
    const key = needKey("Business", "input.businessId", businessId ?? "");
    const [row] = await tx.query<{ owns: boolean }>("select owns_firm($1) as owns", [key]);
    if (this.needs.guarded && !row?.owns) throw notFound("input.businessId");
    return [null, key] as const;
  }

  #read<T>({ caller }: GraphContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.needs.database.as(claimsOf(caller), work);
  }
}

/** Refuses one address too many, however many are being made at once. */
async function needRoom(tx: Transaction, agency: string | null, firm: string | null): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1::int, hashtext($2))", [OWNER_LOCK, agency ?? firm]);
  const [row] = await tx.query<{ count: number }>(
    "select count(*)::int as count from webhook_endpoint where agency = $1 or business_id = $2::uuid",
    [agency, firm],
  );
  if ((row?.count ?? 0) >= MOST_WEBHOOKS) {
    throw new CommandRefused("TooManyWebhooks", TOO_MANY, { most: MOST_WEBHOOKS });
  }
}

const QUESTION = "webhooks";
const STALE = {
  es: "La dirección cambió desde que usted la leyó; vea cómo está ahora y vuelva a intentarlo",
  en: "The webhook changed since you read it; see how it is now and try again",
};
const TOO_MANY = {
  es: `Ya tiene ${MOST_WEBHOOKS} direcciones; elimine una antes`,
  en: `You have ${MOST_WEBHOOKS} webhooks already; delete one first`,
};
