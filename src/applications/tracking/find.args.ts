import { ArgsType, Field, ID, InputType } from "type-graphql";
import { ForwardPageArgs } from "../../graph/connection.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import type { State } from "../lifecycle/states.js";
import { States } from "../view/vocabulary.types.js";

@InputType({ description: "Qué solicitudes. Which applications." })
export class ApplicationFilterInput {
  @Field(() => [States.values], { nullable: true, description: "En alguno de estos estados. In one of these states." })
  states?: State[] | null;

  @Field(() => ID, { nullable: true, description: "De esta empresa. Of this firm." })
  businessId?: string | null;

  @Field(() => ID, { nullable: true, description: "A este programa. To this program." })
  programId?: string | null;

  @Field(() => ID, { nullable: true, description: "En esta convocatoria. Under this call." })
  callId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Asignadas a esta persona (`subject`). Assigned to this person.",
  })
  assignedTo?: string | null;

  @Field(() => String, { nullable: true, description: "Con este folio. With this number." })
  folio?: string | null;
}

@ArgsType()
export class ApplicationsArgs extends ForwardPageArgs {
  @Field(() => ApplicationFilterInput, { nullable: true, description: "Solo estas. These only." })
  filter?: ApplicationFilterInput | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Las que cambiaron desde entonces, también las retiradas y suprimidas (`tombstone`); siga con `after` para no perder ninguna. Those changed since, withdrawn and suppressed ones too (`tombstone`); go on with `after` and miss none.",
  })
  updatedSince?: string | null;
}
