import { Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";

const URL_TEXT =
  "A dónde se envía: https, en la red pública, puerto 443 o desde 1024, sin usuario ni contraseña. Where it is sent: https, on the public network, port 443 or from 1024 on, without user name or password.";
const TOPICS_TEXT =
  "De qué avisar: un tema (application.submit), todos los de solicitudes (application.*) o de las convocatorias de su dependencia (call.*), las ediciones publicadas de cualquier programa (program.*), lo que cambia la respuesta de su empresa si pidió que se le avise (eligibility.*), o todo (*). What to tell of: one topic (application.submit), all of applications (application.*) or of the calls of your agency (call.*), published editions of any program (program.*), what changes the answer of your firm if it asked to be told (eligibility.*), or everything (*).";

@InputType({ description: "Una dirección a la que avisar. An address to be told." })
export class CreateWebhookInput extends CommandInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "La empresa, registrada por usted; una dependencia lo deja vacío. The firm, registered by you; an agency leaves it out.",
  })
  businessId?: string | null;

  @Field(() => String, { description: URL_TEXT })
  url!: string;

  @Field(() => [String], { description: TOPICS_TEXT })
  topics!: string[];
}

@InputType({ description: "Qué dirección. Which webhook." })
export class OfWebhookInput extends CommandInput {
  @Field(() => ID, { description: "La dirección. The webhook." })
  webhookId!: string;
}

@InputType({
  description: "Cambios a una dirección; lo que falta queda como está. Changes to a webhook; what is left out stays.",
})
export class UpdateWebhookInput extends OfWebhookInput {
  @Field(() => Int, {
    description:
      "La `version` que usted leyó; si cambió, se rechaza y se da la actual. The `version` you read; if it has changed, this is refused and the current one is given.",
  })
  version!: number;

  @Field(() => String, { nullable: true, description: URL_TEXT })
  url?: string | null;

  @Field(() => [String], { nullable: true, description: TOPICS_TEXT })
  topics?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Si se le envía; prenderla no envía lo que pasó entretanto. Whether it is sent to; switching it on does not send what happened meanwhile.",
  })
  enabled?: boolean | null;
}

@InputType({ description: "Un mensaje que se envía otra vez. A message that is sent once more." })
export class RedeliverWebhookInput extends CommandInput {
  @Field(() => ID, { description: "El mensaje. The message." })
  deliveryId!: string;
}
