import { Field, ID, Int, ObjectType } from "type-graphql";
import { type Concept, published } from "../../graph/concept.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { ORIGINS } from "./provenance.js";
import { ItemStates } from "./quarantine.types.js";

const Origins = published("FieldOrigin", ORIGINS, "De quién es un dato.", "Whom a field is from.");

@ObjectType({
  simpleResolvers: true,
  description: "De dónde viene un dato del programa. Where a field of the program comes from.",
})
export class FieldProvenance {
  @Field(() => String, { description: "El dato, p. ej. requirements. The field, e.g. requirements." })
  field!: string;

  @Field(() => String, { description: "Cómo se llama. What it is called." })
  label!: string;

  @Field(() => Origins.concept, { description: "De quién es. Whom it is from." })
  origin!: Concept;

  @Field(() => ID, {
    nullable: true,
    description: "Fuente que lo dice, si es de una. Source that says so, if it is of one.",
  })
  sourceKey!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Desde cuándo lo dice así la fuente. Since when the source has said it so.",
  })
  fetchedAt!: string | null;

  @Field(() => Int, { description: "Edición desde la que está así. Edition since which it has been so." })
  edition!: number;

  @Field(() => DateTimeScalar, { description: "Cuándo se registró esa edición. When that edition was recorded." })
  recordedAt!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Revisión con que una persona lo publicó. Revision by which a person published it.",
  })
  revisionId!: string | null;

  @Field(() => [[String]], {
    description: "Lugares dentro de él que una persona cambió. Places inside it that a person changed.",
  })
  curated!: readonly (readonly string[])[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Una fuente que habla del programa. A source that speaks of the program.",
})
export class ProgramSource {
  @Field(() => ID, { description: "Clave de la fuente. Key of the source." })
  sourceKey!: string;

  @Field(() => ID, { description: "Cómo lo llama. What it calls it." })
  itemId!: string;

  @Field(() => ItemStates.concept, { description: "Cómo está. How it stands." })
  state!: Concept;

  @Field(() => DateTimeScalar, { description: "Última vez que lo traía. When it last had it." })
  seenAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Desde cuándo ya no lo trae. Since when it has not had it.",
  })
  vanishedAt!: string | null;
}
