import DataLoader from "dataloader";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { isRefused, notFound, type RefusalAnswer } from "../../graph/commands.js";
import { pagedCost } from "../../graph/complexity.js";
import { concept } from "../../graph/concept.js";
import { ForwardPageArgs, pageRequest, shownAs } from "../../graph/connection.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import type { DeliveryPage, DeliveryService } from "./delivery.service.js";
import type { EndpointService } from "./endpoint.service.js";
import type { EndpointView } from "./endpoint-store.js";
import { DELIVERY_STATES, DISABLED_REASONS } from "./vocabulary.js";
import { CreateWebhookInput, OfWebhookInput, RedeliverWebhookInput, UpdateWebhookInput } from "./webhook.inputs.js";
import {
  Webhook,
  WebhookConnection,
  WebhookDeleted,
  WebhookDeliveryConnection,
  WebhookRedelivered,
  WebhookResult,
} from "./webhook.types.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

@Resolver(() => Webhook)
export class WebhookResolver {
  readonly #deliveries = perRequest(
    (context) =>
      new DataLoader((asked: readonly DeliveryPage[]) => this.deliveryService.pages(context, asked), { cache: false }),
  );

  constructor(
    private readonly endpoints: EndpointService,
    private readonly deliveryService: DeliveryService,
  ) {}

  @Query(() => WebhookConnection, {
    complexity: pagedCost,
    description:
      "Las direcciones a las que se avisa, la más nueva primero: las de su dependencia, o las de las empresas que usted registró. The webhooks that are told, the newest first: your agency's, or those of the firms you registered.",
  })
  async webhooks(@Args(() => ForwardPageArgs) page: ForwardPageArgs, @Ctx() context: GraphContext) {
    return shownAs(await this.endpoints.list(context, pageRequest(page)), (row) => present(row, context));
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    complexity: pagedCost,
    description:
      "Los mensajes de los últimos meses, el más nuevo primero. The messages of the last months, the newest first.",
  })
  async deliveries(
    @Root() { key }: EndpointView,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    const deliveries = await this.#deliveries(context).load({ webhookKey: key, page: pageRequest(page) });
    return shownAs(deliveries, (row) => ({ ...row, state: concept(DELIVERY_STATES, row.state, context.language) }));
  }

  @Mutation(() => WebhookResult, {
    description:
      "Crea una dirección a la que avisar; su secreto se dice solo esta vez. Makes a webhook; its secret is told this once only.",
  })
  async createWebhook(
    @Arg("input", () => CreateWebhookInput, INPUT) input: CreateWebhookInput,
    @Ctx() context: GraphContext,
  ) {
    return this.#result(context, await this.endpoints.create(context, input));
  }

  @Mutation(() => WebhookResult, {
    description: "Cambia una dirección, la apaga o la prende. Changes a webhook, switches it off or on.",
  })
  async updateWebhook(
    @Arg("input", () => UpdateWebhookInput, INPUT) input: UpdateWebhookInput,
    @Ctx() context: GraphContext,
  ) {
    return this.#result(context, await this.endpoints.update(context, input));
  }

  @Mutation(() => WebhookResult, {
    description:
      "Hace un secreto nuevo, que se dice solo esta vez; durante 24 horas se firma también con el anterior. Makes a new secret, told this once only; for 24 hours messages are signed with the one before as well.",
  })
  async rotateWebhookSecret(
    @Arg("input", () => OfWebhookInput, INPUT) input: OfWebhookInput,
    @Ctx() context: GraphContext,
  ) {
    return this.#result(context, await this.endpoints.rotate(context, input));
  }

  @Mutation(() => WebhookDeleted, {
    description: "Elimina una dirección y lo que le faltaba recibir. Deletes a webhook and what it was still to get.",
  })
  async deleteWebhook(
    @Arg("input", () => OfWebhookInput, INPUT) input: OfWebhookInput,
    @Ctx() context: GraphContext,
  ): Promise<WebhookDeleted> {
    return { webhookId: await this.endpoints.delete(context, input) };
  }

  @Mutation(() => WebhookRedelivered, {
    description:
      "Envía otra vez un mensaje, con el mismo identificador, se haya entregado o no. Sends a message once more, under the same id, whether it was delivered or not.",
  })
  async redeliverWebhook(
    @Arg("input", () => RedeliverWebhookInput, INPUT) input: RedeliverWebhookInput,
    @Ctx() context: GraphContext,
  ): Promise<WebhookRedelivered> {
    return { deliveryId: await this.deliveryService.redeliver(context, input) };
  }

  /** The webhook as it is now, and why nothing was done if so. */
  async #result(context: GraphContext, answer: object & { webhookKey?: string; secret?: string | null }) {
    const { webhookKey, secret = null, ...rest } = answer as typeof answer & Partial<RefusalAnswer>;
    const found = webhookKey === undefined ? undefined : await this.endpoints.byKey(context, webhookKey);
    if (found === undefined && !isRefused(answer)) throw notFound("input.webhookId");
    return { ...rest, secret, webhook: found && present(found, context) };
  }
}

function present(endpoint: EndpointView, { language }: GraphContext) {
  const { disabledReason: reason } = endpoint;
  return { ...endpoint, disabledReason: reason && concept(DISABLED_REASONS, reason, language) };
}
