import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { Refused } from "../../graph/commands.js";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { DELIVERY_STATES, DISABLED_REASONS } from "./vocabulary.js";

const DeliveryStates = published(
  "WebhookDeliveryState",
  DELIVERY_STATES,
  "Cómo está un mensaje a una dirección.",
  "How a message to a webhook stands.",
);
const DisabledReasons = published(
  "WebhookDisabledReason",
  DISABLED_REASONS,
  "Por qué no se envía nada a una dirección.",
  "Why nothing is sent to a webhook.",
);

@ObjectType({
  simpleResolvers: true,
  description:
    "Un mensaje a una dirección. Se firma según Standard Webhooks y se intenta hasta 12 veces, en orden por solicitud. A message to a webhook. It is signed as Standard Webhooks has it and tried up to 12 times, in order for each application.",
})
export class WebhookDelivery {
  @Field(() => ID, { description: "Identificador, para redeliverWebhook. Id, for redeliverWebhook." })
  id!: string;

  @Field(() => ID, {
    description:
      "Lo que la cabecera webhook-id dice, igual en cada intento. What the header webhook-id says, the same at each attempt.",
  })
  eventId!: string;

  @Field(() => String, { description: "El tema. The topic." })
  topic!: string;

  @Field(() => ID, {
    description:
      "De qué solicitud, convocatoria, programa o empresa trata. Which application, call, program or firm it is about.",
  })
  subjectId!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo pasó. When it happened." })
  occurredAt!: string;

  @Field(() => DeliveryStates.concept, { description: "Cómo está. How it stands." })
  state!: Concept;

  @Field(() => Int, { description: "Cuántas veces se intentó. How many times it was tried." })
  attempts!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Cuándo se intenta otra vez; nulo si ya no. When it is tried again; null if no more.",
  })
  nextAttemptAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Qué clase de error hubo la última vez, p. ej. timeout o http-500. What class of error there was the last time, e.g. timeout or http-500.",
  })
  lastError!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Cuándo se entregó; nulo si no se ha entregado. When it was delivered; null if it was not.",
  })
  deliveredAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Un mensaje en una lista. A message in a list." })
export class WebhookDeliveryEdge extends edgeOf(() => WebhookDelivery) {}

@ObjectType({ simpleResolvers: true, description: "Una página de mensajes. A page of messages." })
export class WebhookDeliveryConnection extends connectionOf(() => WebhookDelivery, WebhookDeliveryEdge) {}

@ObjectType({
  simpleResolvers: true,
  description:
    "Dirección a la que se avisa de lo que pasa con las solicitudes, de una dependencia o de una empresa. Address that is told of what happens to applications, an agency's or a firm's.",
})
export class Webhook {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Clave de la dependencia; nulo si es de una empresa. Key of the agency; null if it is a firm's.",
  })
  agency!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "La empresa; nulo si es de una dependencia. The firm; null if it is an agency's.",
  })
  businessId!: string | null;

  @Field(() => String, { description: "A dónde se envía. Where it is sent." })
  url!: string;

  @Field(() => [String], { description: "De qué se avisa. What it is told of." })
  topics!: readonly string[];

  @Field(() => Int, { description: "Aumenta con cada cambio. Grows with each change." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "Cuándo se creó. When it was made." })
  createdAt!: string;

  @Field(() => String, { description: "Quién la creó. Who made it." })
  createdBy!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Hasta cuándo se firma también con el secreto anterior; nulo si ya no, o si nunca se cambió. Until when messages are signed with the secret before as well; null if no more, or if it was never changed.",
  })
  previousSecretUntil!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Desde cuándo no se le envía nada. Since when nothing is sent to it.",
  })
  disabledAt!: string | null;

  @Field(() => DisabledReasons.concept, {
    nullable: true,
    description: "Por qué no se le envía nada. Why nothing is sent to it.",
  })
  disabledReason!: Concept | null;
}

@ObjectType({ simpleResolvers: true, description: "Una dirección en una lista. A webhook in a list." })
export class WebhookEdge extends edgeOf(() => Webhook) {}

@ObjectType({ simpleResolvers: true, description: "Una página de direcciones. A page of webhooks." })
export class WebhookConnection extends connectionOf(() => Webhook, WebhookEdge) {}

@ObjectType({ simpleResolvers: true, description: "Se hizo; así queda la dirección. Done; this is the webhook now." })
export class WebhookChanged {
  @Field(() => Webhook, { description: "La dirección. The webhook." })
  webhook!: Webhook;

  @Field(() => String, {
    nullable: true,
    description:
      "El secreto nuevo (whsec_…), que se dice solo esta vez; nulo si no se hizo uno o la petición es repetida. The new secret (whsec_…), told this once only; null if none was made or the request is a repeated one.",
  })
  secret!: string | null;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "La dirección cambió entretanto. The webhook changed meanwhile.",
})
export class WebhookVersionStale extends Refused {
  @Field(() => Webhook, { description: "La dirección como está ahora. The webhook as it is now." })
  webhook!: Webhook;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Ya no caben más direcciones. There is no room for more webhooks.",
})
export class TooManyWebhooks extends Refused {
  @Field(() => Int, { description: "Cuántas puede haber. How many there may be." })
  most!: number;
}

const REFUSALS = { WebhookVersionStale, TooManyWebhooks } as const;

export const WebhookResult = createUnionType({
  name: "WebhookResult",
  description: "Lo que pasó con un cambio a una dirección. What became of a change to a webhook.",
  types: () => [WebhookChanged, WebhookVersionStale, TooManyWebhooks] as const,
  resolveType: (value) =>
    "refusalType" in value ? REFUSALS[value.refusalType as keyof typeof REFUSALS] : WebhookChanged,
});

@ObjectType({ simpleResolvers: true, description: "La dirección se eliminó. The webhook was deleted." })
export class WebhookDeleted {
  @Field(() => ID, { description: "La que había. The one there was." })
  webhookId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "El mensaje se enviará otra vez. The message will be sent once more.",
})
export class WebhookRedelivered {
  @Field(() => ID, { description: "El mensaje. The message." })
  deliveryId!: string;
}
