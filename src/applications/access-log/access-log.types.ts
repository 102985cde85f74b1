import { Field, ID, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { Actors } from "../view/vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "Una consulta de lo que la empresa dijo en una solicitud, por alguien que no es de ella. A look at what the firm told in an application, by somebody who is not of the firm.",
})
export class DataAccess {
  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  at!: string;

  @Field(() => Actors.concept, { description: "Con qué papel; no se dice el nombre. In which role; no name is told." })
  by!: Concept;

  @Field(() => String, {
    nullable: true,
    description: "Dependencia (slug); nulo si es auditoría. Agency (slug); null for an auditor.",
  })
  agencySlug!: string | null;

  @Field(() => ID, { description: "La solicitud. The application." })
  applicationId!: string;
}

@ObjectType({ simpleResolvers: true, description: "Una consulta en una lista. A look in a list." })
export class DataAccessEdge extends edgeOf(() => DataAccess) {}

@ObjectType({ simpleResolvers: true, description: "Una página de consultas. A page of looks." })
export class DataAccessConnection extends connectionOf(() => DataAccess, DataAccessEdge) {}
