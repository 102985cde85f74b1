import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";
import { Document } from "./stubs.js";
import { Actors, Clocks, Events, Reasons, States, Verdicts } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description: "Un dato de la empresa al ingresar. A fact of the firm when it applied.",
})
export class ApplicantFact {
  @Field(() => String, { description: "Clave del dato. Key of the fact." })
  fact!: string;

  @Field(() => [String], {
    description: "Lo dicho, en los códigos del perfil. What was told, in the codes of the profile.",
  })
  values!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "La empresa como estaba al ingresar la solicitud. The firm as it was when the application was submitted.",
})
export class Applicant {
  @Field(() => String, { description: "Nombre. Name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "RFC. Taxpayer number." })
  rfc!: string | null;

  @Field(() => [ApplicantFact], { description: "Lo que dijo de sí. What it told of itself." })
  facts!: readonly ApplicantFact[];
}

@ObjectType({ simpleResolvers: true, description: "Un dato que falta. A fact that is missing." })
export class MissingFact {
  @Field(() => String, { description: "Clave, como en eligibilityFacts. Key, as in eligibilityFacts." })
  fact!: string;

  @Field(() => String, { description: "Nombre. Name." })
  label!: string;

  @Field(() => String, { description: "La pregunta. The question." })
  question!: string;
}

@ObjectType({ simpleResolvers: true, description: "Un requisito que no se cumple. A requirement that is not met." })
export class FailedRequirement {
  @Field(() => String, { description: "Clave del requisito en el programa. Key of the requirement in the program." })
  id!: string;

  @Field(() => String, { description: "Qué pide. What it asks for." })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Qué dicen de la empresa las reglas con que se presentó la solicitud: mientras se captura, con el perfil de hoy; después, con el de entonces. What the rules the application was made under say of the firm: while it is filled in, by today's profile; afterwards, by the one of then.",
})
export class ApplicationCheck {
  @Field(() => Verdicts.concept, { description: "Si cumple. Whether it meets them." })
  verdict!: Concept;

  @Field(() => String, { description: "Comprobante, para replayVerdict. Receipt, for replayVerdict." })
  receipt!: string;

  @Field(() => [MissingFact], { description: "Lo que falta saber. What must still be known." })
  missing!: readonly MissingFact[];

  @Field(() => [FailedRequirement], { description: "Lo que no se cumple. What is not met." })
  failed!: readonly FailedRequirement[];
}

@ObjectType({ simpleResolvers: true, description: "Algo que falta llenar. Something still to be filled in." })
export class ApplicationGap {
  @Field(() => String, { description: "Qué campo. Which field." })
  field!: string;

  @Field(() => String, { description: "Qué le falta. What it lacks." })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: "Cómo va un plazo. How a term stands." })
export class ClockReading {
  @Field(() => Clocks.concept, { description: "De qué plazo se trata. Which term it is." })
  clock!: Concept;

  @Field(() => DateScalar, { description: "Cuándo comenzó. When it started." })
  startedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Último día; nulo mientras está en pausa. Last day; null while paused.",
  })
  dueOn!: string | null;

  @Field(() => Int, { description: "Días que quedan. Days left." })
  remainingDays!: number;

  @Field(() => Boolean, { description: "Si se cuentan días hábiles. Whether working days are counted." })
  workingDays!: boolean;

  @Field(() => DateScalar, { nullable: true, description: "Desde cuándo está en pausa. Since when it is paused." })
  pausedSince!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Cuándo terminó. When it stopped." })
  stoppedOn!: string | null;

  @Field(() => Boolean, { description: "Si ya venció. Whether it is past." })
  overdue!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "Algo que pasó con la solicitud. Something that happened to the application.",
})
export class ApplicationEvent {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  at!: string;

  @Field(() => Events.concept, { description: "Qué. What." })
  what!: Concept;

  @Field(() => States.concept, { nullable: true, description: "De qué estado. From which state." })
  from!: Concept | null;

  @Field(() => States.concept, { description: "A qué estado. To which state." })
  to!: Concept;

  @Field(() => Actors.concept, { description: "Quién, por su papel. Who, by role." })
  by!: Concept;

  @Field(() => String, {
    nullable: true,
    description: "Quién, por su nombre; la empresa ve solo el suyo. Who, by name; the firm sees its own only.",
  })
  actor!: string | null;

  @Field(() => String, { nullable: true, description: "Por qué. Why." })
  reason!: string | null;

  @Field(() => [Reasons.concept], { description: "Por qué, en códigos. Why, in codes." })
  reasons!: readonly Concept[];

  @Field(() => Int, { description: "Versión de la solicitud a la que llevó. Version of the application it led to." })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: "Una calificación de quien evaluó. A reviewer's score." })
export class ReviewScore {
  @Field(() => String, { description: "Quién. Who." })
  reviewer!: string;

  @Field(() => String, { description: "Criterio. Criterion." })
  criterion!: string;

  @Field(() => Int, { description: "Calificación. Score." })
  score!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "El lugar en la lista de espera de la convocatoria: primero la mejor calificación y, entre iguales, quien ingresó antes. The place on the waiting list of the call: the best score first and, of equal ones, whoever filed first.",
})
export class WaitingPlace {
  @Field(() => Int, { description: "Lugar; 1 es la siguiente. Place; 1 is the next." })
  place!: number;

  @Field(() => Int, { description: "Cuántas esperan. How many wait." })
  among!: number;

  @Field(() => Boolean, {
    description:
      "Si lo que queda del presupuesto alcanza para ella y para las que van antes. Whether what is left of the budget suffices for it and for those ahead.",
  })
  covered!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Una etapa propia de una dependencia. A stage of an agency's own." })
export class AgencyStage {
  @Field(() => String, { description: "Código. Code." })
  code!: string;

  @Field(() => String, { description: "Nombre. Name." })
  name!: string;

  @Field(() => States.concept, { description: "En qué estado está. The state it lies in." })
  state!: Concept;
}

@ObjectType({ simpleResolvers: true, description: "Un documento de la solicitud. A document of the application." })
export class AttachedDocument {
  @Field(() => String, { description: "Qué prueba: código de la convocatoria. What it proves: code of the call." })
  evidence!: string;

  @Field(() => Document, {
    nullable: true,
    description: "El documento; nulo si se quitó. The document; null if it was removed.",
  })
  document!: Document | null;

  @Field(() => DateTimeScalar, { description: "Cuándo se agregó. When it was attached." })
  attachedAt!: string;
}

@ObjectType({ simpleResolvers: true, description: "Algo que pasó, en la lista. Something that happened, in the list." })
export class ApplicationEventEdge extends edgeOf(() => ApplicationEvent) {}

@ObjectType({ simpleResolvers: true, description: "Una página de lo que pasó. A page of what happened." })
export class ApplicationEventConnection extends connectionOf(() => ApplicationEvent, ApplicationEventEdge) {}
