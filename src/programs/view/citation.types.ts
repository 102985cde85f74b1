import { Field, ID, Int, ObjectType } from "type-graphql";
import { PartialDateScalar } from "../../graph/scalars.js";

@ObjectType({
  simpleResolvers: true,
  description: "Un documento del que salen los datos. A document the facts come from.",
})
export class SourceDocument {
  @Field(() => ID, { description: "Clave del documento. Key of the document." })
  key!: string;

  @Field(() => String, { description: "Título, como está impreso. Title, as printed." })
  title!: string;

  @Field(() => PartialDateScalar, { description: "Cuándo se publicó. When it was published." })
  published!: string;

  @Field(() => String, { nullable: true, description: "Cómo se sabe la fecha. How the date is known." })
  publishedNote!: string | null;

  @Field(() => String, { description: "De qué trata. What it is about." })
  about!: string;
}

@ObjectType({
  description:
    "El lugar exacto de un documento que respalda un dato. The exact place in a document that supports a fact.",
})
export class Citation {
  @Field(() => ID, { simple: true, description: "Clave dentro del programa. Key within the program." })
  id!: string;

  @Field(() => String, {
    simple: true,
    description:
      "Sección, tabla, figura o párrafo, como está impreso. Section, table, figure or paragraph, as printed.",
  })
  place!: string;

  @Field(() => Int, {
    nullable: true,
    simple: true,
    description: "Renglón del archivo de texto del documento. Line in the text file of the document.",
  })
  line!: number | null;

  @Field(() => [String], {
    simple: true,
    description: "Lo que el propio documento cita ahí. What the document itself cites there.",
  })
  original!: readonly string[];

  sourceKey!: string;
  language!: "es" | "en";
}
