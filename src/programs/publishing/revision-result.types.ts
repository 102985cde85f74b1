import { createUnionType, Field, ID, ObjectType } from "type-graphql";
import { Refused } from "../../graph/commands.js";
import type { Concept } from "../../graph/concept.js";
import { DateScalar } from "../../graph/scalars.js";
import { Call } from "./calls/call.types.js";
import { FieldConflict, PreflightFinding, Revision, RevisionMoves } from "./revision.types.js";

@ObjectType({ simpleResolvers: true, description: "Se hizo; así queda la revisión. Done; this is the revision now." })
export class RevisionChanged {
  @Field(() => Revision, { description: "La revisión. The revision." })
  revision!: Revision;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "La revisión cambió entretanto. The revision changed meanwhile.",
})
export class RevisionVersionStale extends Refused {
  @Field(() => Revision, { description: "Como está ahora. As it is now." })
  revision!: Revision;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "En su estado no se puede. Its state does not allow it.",
})
export class RevisionMoveNotAllowed extends Refused {
  @Field(() => Revision, { description: "La revisión. The revision." })
  revision!: Revision;

  @Field(() => [RevisionMoves.concept], { description: "Qué sí puede hacer usted. What you can do instead." })
  allowed!: readonly Concept[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Quien trabajó en ella no la aprueba. Who worked on it does not approve it.",
})
export class RevisionNeedsOtherEyes extends Refused {
  @Field(() => Revision, { description: "La revisión. The revision." })
  revision!: Revision;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Tiene errores que corregir. It has errors to mend.",
})
export class RevisionNotReady extends Refused {
  @Field(() => Revision, { description: "La revisión. The revision." })
  revision!: Revision;

  @Field(() => [PreflightFinding], { description: "Todo lo que se encontró. All that was found." })
  findings!: readonly PreflightFinding[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Otra revisión cambió lo mismo y ya se publicó. Another revision changed the same and is published.",
})
export class RevisionConflict extends Refused {
  @Field(() => Revision, {
    nullable: true,
    description: "La revisión; nulo si no llegó a abrirse. The revision; null if it was not opened.",
  })
  revision!: Revision | null;

  @Field(() => [FieldConflict], { description: "Campo por campo. Field by field." })
  conflicts!: readonly FieldConflict[];
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Ese día ya es de una edición que terminó. That day belongs to an edition that has ended.",
})
export class EffectiveDateClosed extends Refused {
  @Field(() => ID, { description: "El programa que lo impide. The program that stands in the way." })
  program!: string;

  @Field(() => DateScalar, { description: "El primer día posible. The first day that is possible." })
  earliest!: string;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description:
    "Una convocatoria cambió desde que se leyó para cambiarla. A call changed since it was read to be altered.",
})
export class RevisionCallStale extends Refused {
  @Field(() => Revision, {
    nullable: true,
    description: "La revisión; nulo si no llegó a abrirse. The revision; null if it was not opened.",
  })
  revision!: Revision | null;

  @Field(() => Call, { description: "La convocatoria, como está ahora. The call, as it is now." })
  call!: Call;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "Lo que hizo de una convocatoria ya no se revierte. What it made of a call is not rolled back any more.",
})
export class RevisionCallKept extends Refused {
  @Field(() => Revision, {
    description: "La revisión que se quería revertir. The revision that was to be rolled back.",
  })
  revision!: Revision;

  @Field(() => Call, { description: "La convocatoria. The call." })
  call!: Call;
}

const REFUSALS = {
  RevisionVersionStale,
  RevisionMoveNotAllowed,
  RevisionNeedsOtherEyes,
  RevisionNotReady,
  RevisionConflict,
  EffectiveDateClosed,
  RevisionCallStale,
  RevisionCallKept,
} as const;

export const RevisionResult = createUnionType({
  name: "RevisionResult",
  description: "Lo que pasó con lo que se pidió para una revisión. What became of what was asked for a revision.",
  types: () => [RevisionChanged, ...Object.values(REFUSALS)] as const,
  resolveType: (value) =>
    "refusalType" in value ? REFUSALS[(value as { refusalType: keyof typeof REFUSALS }).refusalType] : RevisionChanged,
});
