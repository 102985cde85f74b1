import { Field, ID, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";
import { Actors, Reasons } from "./vocabulary.types.js";

@ObjectType({ simpleResolvers: true, description: "Algo que se pidió. Something that was asked for." })
export class RequestedItem {
  @Field(() => Reasons.concept, { description: "Por qué. Why." })
  reason!: Concept;

  @Field(() => String, { description: "Qué. What." })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Una prevención y su respuesta. A request for information and its answer.",
})
export class InformationRequest {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => [RequestedItem], { description: "Lo que se pidió. What was asked for." })
  items!: readonly RequestedItem[];

  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  askedAt!: string;

  @Field(() => DateScalar, { description: "Último día para responder. Last day to answer." })
  dueOn!: string;

  @Field(() => String, { nullable: true, description: "La respuesta. The answer." })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se respondió. When it was answered." })
  answeredAt!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Un mensaje entre la empresa y la dependencia. A message between firm and agency.",
})
export class ApplicationMessage {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  at!: string;

  @Field(() => Actors.concept, { description: "De quién. From whom." })
  by!: Concept;

  @Field(() => String, { description: "El texto. The text." })
  body!: string;

  @Field(() => Boolean, { description: "Si es solo para la dependencia. Whether for the agency only." })
  internal!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Un mensaje en la lista. A message in the list." })
export class ApplicationMessageEdge extends edgeOf(() => ApplicationMessage) {}

@ObjectType({ simpleResolvers: true, description: "Una página de mensajes. A page of messages." })
export class ApplicationMessageConnection extends connectionOf(() => ApplicationMessage, ApplicationMessageEdge) {}
