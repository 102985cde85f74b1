import { Field, ID, InputType, ObjectType } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";

@InputType({ description: "El permiso que se da a otra dependencia. The leave that is given to another agency." })
export class DelegatePublishingInput extends CommandInput {
  @Field(() => ID, { description: "La dependencia que podrá publicar (slug). The agency that may publish (slug)." })
  to!: string;

  @Field(() => DateScalar, { description: "Último día en que puede. Last day on which it may." })
  until!: string;
}

@InputType({ description: "El permiso que se retira. The leave that is taken back." })
export class RevokeDelegationInput extends CommandInput {
  @Field(() => ID, { description: "El permiso. The leave." })
  delegationId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Permiso de publicar los programas de otra dependencia. Leave to publish the programs of another agency.",
})
export class PublishingDelegation {
  @Field(() => ID, { description: "Identificador global. Global id." })
  id!: string;

  @Field(() => String, { description: "Quién lo da (slug). Who gives it (slug)." })
  ownerSlug!: string;

  @Field(() => String, { description: "Quién puede publicar (slug). Who may publish (slug)." })
  delegateSlug!: string;

  @Field(() => DateScalar, { description: "Último día en que vale. Last day on which it holds." })
  until!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo se dio. When it was given." })
  grantedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se retiró. When it was taken back." })
  revokedAt!: string | null;
}
