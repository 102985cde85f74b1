import { createUnionType, Directive, Field, Int, ObjectType } from "type-graphql";
import { Refused } from "../../graph/commands.js";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Money } from "../../graph/money.js";
import { Node } from "../../graph/node.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";
import { NOT_OPEN } from "../filing/why-not-open.js";
import { CONDITIONS } from "../record/refuse.js";
import { AgencyStage, ApplicationGap, FailedRequirement } from "./application-parts.types.js";
import { Program } from "./stubs.js";
import { Moves, States, Turns } from "./vocabulary.types.js";

export const Conditions = published(
  "MoveCondition",
  CONDITIONS,
  "Qué falta para poder hacerlo.",
  "What must be so first.",
);
export const NotOpens = published(
  "NotOpenReason",
  NOT_OPEN,
  "Por qué no recibe solicitudes.",
  "Why it takes no applications.",
);

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Una solicitud de una empresa a un programa, y todo lo que pasa con ella. A firm's application to a program, and everything that happens to it.",
})
export class Application extends Node {
  @Field(() => String, { nullable: true, description: "Folio, desde que se ingresa. Number, once submitted." })
  folio!: string | null;

  @Field(() => States.concept, { description: "En qué punto está. Where it stands." })
  state!: Concept;

  @Field(() => String, { description: "Qué pasa ahora, en una frase. What happens now, in one sentence." })
  now!: string;

  @Field(() => Turns.concept, { description: "A quién le toca. Whose turn it is." })
  turn!: Concept;

  @Field(() => Boolean, { description: "Si aquí termina. Whether it ends here." })
  final!: boolean;

  @Field(() => AgencyStage, { nullable: true, description: "Etapa propia de la dependencia. The agency's own stage." })
  stage!: AgencyStage | null;

  @Field(() => String, {
    description: "Estado según CommonGrants, p. ej. application/submitted. Status by CommonGrants.",
  })
  commonGrantsStatus!: string;

  @Field(() => [Moves.concept], { description: "Qué puede hacer usted ahora. What you can do now." })
  allowedMoves!: readonly Concept[];

  @Field(() => String, { description: "Dependencia que la atiende (slug). Agency that handles it (slug)." })
  agencySlug!: string;

  @Field(() => String, { description: "Título del proyecto. Title of the project." })
  title!: string;

  @Field(() => String, { description: "De qué se trata. What it is about." })
  description!: string;

  @Field(() => Money, { nullable: true, description: "Cuánto se pide. How much is asked for." })
  requested!: Money | null;

  @Field(() => Int, { description: "Aumenta con cada cambio. Grows with each change." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "Cuándo se comenzó. When it was started." })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se ingresó. When it was submitted." })
  submittedAt!: string | null;

  @Field(() => DateTimeScalar, { description: "Desde cuándo está en este estado. Since when it is in this state." })
  stateSince!: string;

  @Field(() => DateTimeScalar, { description: "Último cambio. Last change." })
  updatedAt!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Último día para responder, si se pidió algo. Last day to answer.",
  })
  answerDueOn!: string | null;

  @Field(() => Boolean, {
    description:
      "Si se retiró o se suprimió: ya no hay que mostrarla. Whether withdrawn or suppressed: no longer to be shown.",
  })
  tombstone!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Una solicitud en una lista. An application in a list." })
export class ApplicationEdge extends edgeOf(() => Application) {}

@ObjectType({ simpleResolvers: true, description: "Una página de solicitudes. A page of applications." })
export class ApplicationConnection extends connectionOf(() => Application, ApplicationEdge) {}

@ObjectType({
  simpleResolvers: true,
  description: "Cuántas hay en un estado y cuánto llevan. How many are in a state and for how long.",
})
export class StateCount {
  @Field(() => States.concept, { description: "El estado. The state." })
  state!: Concept;

  @Field(() => Int, { description: "Cuántas. How many." })
  count!: number;

  @Field(() => Int, { description: "Días que lleva la más antigua. Days of the oldest." })
  oldestDays!: number;

  @Field(() => Int, { description: "Días que lleva la de en medio. Days of the middle one." })
  medianDays!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "Se hizo; así queda la solicitud. Done; this is the application now.",
})
export class ApplicationChanged {
  @Field(() => Application, { description: "La solicitud. The application." })
  application!: Application;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "La solicitud cambió entretanto. The application changed meanwhile.",
})
export class ApplicationVersionStale extends Refused {
  @Field(() => Application, { description: "Como está ahora. As it is now." })
  application!: Application;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "En su estado no se puede. Its state does not allow it.",
})
export class MoveNotAllowed extends Refused {
  @Field(() => Application, { description: "La solicitud. The application." })
  application!: Application;

  @Field(() => [Moves.concept], { description: "Qué sí puede hacer usted. What you can do instead." })
  allowed!: readonly Concept[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Falta algo para poder hacerlo. Something must be so first.",
})
export class ConditionNotMet extends Refused {
  @Field(() => Application, { description: "La solicitud. The application." })
  application!: Application;

  @Field(() => Conditions.concept, { description: "Qué falta. What must be so." })
  condition!: Concept;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Todavía no se puede ingresar. It cannot be submitted yet.",
})
export class ApplicationNotReady extends Refused {
  @Field(() => Application, { description: "La solicitud. The application." })
  application!: Application;

  @Field(() => [ApplicationGap], { description: "Lo que falta llenar. What is still to be filled in." })
  gaps!: readonly ApplicationGap[];

  @Field(() => [FailedRequirement], {
    description:
      "Requisitos que no se cumplen; con `insist` se ingresa de todos modos. Requirements not met; `insist` submits all the same.",
  })
  failed!: readonly FailedRequirement[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "El programa no recibe solicitudes. The program takes no applications.",
})
export class ProgramNotOpen extends Refused {
  @Field(() => NotOpens.concept, { description: "Por qué. Why." })
  why!: Concept;

  @Field(() => DateScalar, { nullable: true, description: "Cuándo abre. When it opens." })
  opensOn!: string | null;

  @Field(() => [Program], { description: "Los que lo sucedieron. Those that came after it." })
  successors!: readonly Program[];

  @Field(() => [Program], { description: "Parecidos. Similar ones." })
  similar!: readonly Program[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Ya tiene una solicitud ahí. It has an application there already.",
})
export class AlreadyApplied extends Refused {
  @Field(() => Application, { description: "La que ya tiene. The one it has." })
  application!: Application;
}

@ObjectType({ implements: Refused, simpleResolvers: true, description: "Ya no hay dinero. The money is spent." })
export class BudgetExhausted extends Refused {
  @Field(() => Application, { description: "La solicitud. The application." })
  application!: Application;

  @Field(() => Money, { description: "Lo que queda en la convocatoria. What the call has left." })
  left!: Money;
}

const REFUSALS = {
  ApplicationVersionStale,
  MoveNotAllowed,
  ConditionNotMet,
  ApplicationNotReady,
  ProgramNotOpen,
  AlreadyApplied,
  BudgetExhausted,
} as const;

export const ApplicationResult = createUnionType({
  name: "ApplicationResult",
  description: "Lo que pasó con lo que se pidió para una solicitud. What became of what was asked for an application.",
  types: () => [ApplicationChanged, ...Object.values(REFUSALS)] as const,
  resolveType: (value) =>
    "refusalType" in value
      ? REFUSALS[(value as { refusalType: keyof typeof REFUSALS }).refusalType]
      : ApplicationChanged,
});
