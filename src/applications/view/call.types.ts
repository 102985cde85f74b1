import { createUnionType, Directive, Field, Int, ObjectType } from "type-graphql";
import { Refused } from "../../graph/commands.js";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Money } from "../../graph/money.js";
import { Node } from "../../graph/node.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../../graph/scalars.js";
import { CALL_STATES } from "../calls/call.service.js";
import { CLOSED_BECAUSE } from "../calls/call-document.js";
import { Clocks } from "./vocabulary.types.js";

export const CallStates = published(
  "CallState",
  CALL_STATES,
  "Si recibe solicitudes.",
  "Whether it takes applications.",
);

export const CallClosings = published(
  "CallClosing",
  CLOSED_BECAUSE,
  "Por qué cerró antes de tiempo.",
  "Why it was closed early.",
);

@ObjectType({
  simpleResolvers: true,
  description: "Un criterio de evaluación publicado. A published criterion of review.",
})
export class ReviewCriterion {
  @Field(() => String, { description: "Código. Code." })
  code!: string;

  @Field(() => String, { description: "Nombre. Name." })
  name!: string;

  @Field(() => Int, { description: "Calificación máxima; la mínima es 0. Highest score; the lowest is 0." })
  max!: number;

  @Field(() => Int, { description: "Peso, en centésimas de por ciento. Weight, in hundredths of a percent." })
  weight!: number;
}

@ObjectType({ simpleResolvers: true, description: "Un documento que se pide. A document that is asked for." })
export class CallEvidence {
  @Field(() => String, { description: "Código. Code." })
  code!: string;

  @Field(() => String, { description: "Nombre. Name." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "Cuánto dura un plazo. How long a term is." })
export class CallTerm {
  @Field(() => Clocks.concept, { description: "De qué plazo se trata. Which term it is." })
  clock!: Concept;

  @Field(() => Int, { description: "Días. Days." })
  days!: number;

  @Field(() => Boolean, { description: "Si son hábiles; si no, naturales. Whether working days; else natural days." })
  workingDays!: boolean;
}

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Una convocatoria: cuándo recibe solicitudes un programa, y cuánto hay. A call: when a program takes applications, and how much there is.",
})
export class Call extends Node {
  @Field(() => String, { description: "Título. Title." })
  title!: string;

  @Field(() => CallStates.concept, { description: "Si recibe solicitudes hoy. Whether it takes applications today." })
  state!: Concept;

  @Field(() => String, { description: "Dependencia que la abrió (slug). Agency that opened it (slug)." })
  agencySlug!: string;

  @Field(() => DateScalar, { description: "Primer día. First day." })
  opensOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Último día; nulo si no tiene. Last day; null if it has none.",
  })
  closesOn!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Cuándo se cerró antes de tiempo. When it was closed early.",
  })
  closedAt!: string | null;

  @Field(() => CallClosings.concept, {
    nullable: true,
    description: "Por qué se cerró antes de tiempo. Why it was closed early.",
  })
  closedBecause!: Concept | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Cuántas veces el presupuesto debe pedirse para que se cierre sola; nulo: no se cierra por eso. How many times the budget must be asked for to close it by itself; null: it does not close by that.",
  })
  closesWhenRequested!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: "Dinero que hay; nulo si no tiene tope. Money there is; null if without ceiling.",
  })
  budget!: Money | null;

  @Field(() => Money, { description: "Dinero comprometido en apoyos aprobados. Money held by approved awards." })
  granted!: Money;

  @Field(() => Money, { nullable: true, description: "Lo más por solicitud. Most for one application." })
  mostPerApplication!: Money | null;

  @Field(() => [ReviewCriterion], { description: "Con qué se evalúa. What is scored." })
  criteria!: readonly ReviewCriterion[];

  @Field(() => [CallEvidence], { description: "Qué documentos se piden. Which documents are asked for." })
  evidence!: readonly CallEvidence[];

  @Field(() => [CallTerm], { description: "Todos sus plazos. All of its terms." })
  terms!: readonly CallTerm[];

  @Field(() => Int, { description: "Aumenta con cada cambio. Grows with each change." })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: "Una convocatoria en la lista. A call in the list." })
export class CallEdge extends edgeOf(() => Call) {}

@ObjectType({ simpleResolvers: true, description: "Una página de convocatorias. A page of calls." })
export class CallConnection extends connectionOf(() => Call, CallEdge) {}

@ObjectType({ simpleResolvers: true, description: "Se hizo; así queda la convocatoria. Done; this is the call now." })
export class CallChanged {
  @Field(() => Call, { description: "La convocatoria. The call." })
  call!: Call;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "La convocatoria cambió entretanto. The call changed meanwhile.",
})
export class CallVersionStale extends Refused {
  @Field(() => Call, { description: "Como está ahora. As it is now." })
  call!: Call;
}

export const CallResult = createUnionType({
  name: "CallResult",
  description: "Lo que pasó con una convocatoria. What became of a call.",
  types: () => [CallChanged, CallVersionStale] as const,
  resolveType: (value) => ("refusalType" in value ? CallVersionStale : CallChanged),
});
