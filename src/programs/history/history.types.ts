import { Field, ID, Int, ObjectType } from "type-graphql";
import { enumOf } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import type { Scope } from "../../graph/reading.js";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { ProgramVersion } from "../view/program-parts.types.js";

export const ProgramDifferenceKind = enumOf(
  "ProgramDifferenceKind",
  {
    added: { es: "Está donde no había nada", en: "It stands where nothing was" },
    removed: { es: "Ya no está", en: "It is gone" },
    changed: { es: "Es otro", en: "It is another" },
    moved: { es: "Lo mismo, en otro orden", en: "The same in another order" },
  },
  { es: "En qué difieren dos ediciones.", en: "How two editions differ." },
);

export const ProgramChangeKind = enumOf(
  "ProgramChangeKind",
  {
    published: { es: "Un programa que no estaba en el catálogo", en: "A program that the catalog did not have" },
    revised: { es: "Una edición nueva de un programa", en: "A new edition of a program" },
    removed: {
      es: "El programa se retiró: ya no tiene edición en vigor",
      en: "The program was withdrawn: it has no edition in force any more",
    },
  },
  { es: "Qué pasó con un programa.", en: "What happened to a program." },
);

@ObjectType({
  simpleResolvers: true,
  description:
    "Una edición del perfil de un programa, vigente o pasada. An edition of a program's profile, in force or past.",
})
export class ProgramEdition extends ProgramVersion {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Cuándo la reemplazó otra o se retiró; nulo si es la que se tiene por cierta. When another replaced it or it was withdrawn; null while it is held to be true.",
  })
  supersededAt!: string | null;
}

@ObjectType({ description: "Una edición en una lista. An edition in a list." })
export class ProgramEditionEdge extends edgeOf(() => ProgramEdition) {}

@ObjectType({ description: "Ediciones de un programa, la más nueva primero. Editions of a program, newest first." })
export class ProgramEditionConnection extends connectionOf(() => ProgramEdition, ProgramEditionEdge) {}

@ObjectType({
  simpleResolvers: true,
  description: "Una diferencia entre dos ediciones. One difference between two editions.",
})
export class ProgramDifference {
  @Field(() => [String], {
    description:
      "Dónde está: campos, y en las listas el id, el código o el lugar desde 0. Where it stands: fields, and in lists the id, the code or the position from 0.",
  })
  path!: readonly string[];

  @Field(() => String, {
    description:
      "Cómo se llama ese lugar, p. ej. «Requisitos › antiguedad › Regla». What that place is called, e.g. Requirements › antiguedad › Rule.",
  })
  label!: string;

  @Field(() => ProgramDifferenceKind, { description: "En qué difieren. How they differ." })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: "Lo que había, en pocas palabras; nulo si nada. What was there, in few words; null if nothing.",
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Lo que hay, en pocas palabras; nulo si nada. What is there, in few words; null if nothing.",
  })
  after!: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "Lo que había, entero, como está en el documento. What was there, whole, as the document has it.",
  })
  beforeValue!: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "Lo que hay, entero, como está en el documento. What is there, whole, as the document has it.",
  })
  afterValue!: unknown;
}

@ObjectType({ description: "Algo que cambió en el catálogo. Something that changed in the catalog." })
export class ProgramChange {
  @Field(() => ProgramChangeKind, { simple: true, description: "Qué pasó. What happened." })
  kind!: string;

  @Field(() => DateTimeScalar, { simple: true, description: "Cuándo. When." })
  at!: string;

  @Field(() => ID, { simple: true, description: "Clave del programa. Key of the program." })
  slug!: string;

  @Field(() => String, {
    simple: true,
    description: "Su nombre en esa edición, en la lengua pedida. Its name in that edition, in the language asked for.",
  })
  name!: string;

  @Field(() => Int, {
    simple: true,
    description:
      "Número de la edición: la publicada, o la última si se retiró. Number of the edition: the one published, or the last one of a program withdrawn.",
  })
  number!: number;

  programId!: string;
  versionId!: string;
  previousId!: string | null;
  scope!: Scope;
}

@ObjectType({ description: "Un cambio en una lista. A change in a list." })
export class ProgramChangeEdge extends edgeOf(() => ProgramChange) {}

@ObjectType({
  description: "Lo que cambió en el catálogo, lo más antiguo primero. What changed in the catalog, oldest first.",
})
export class ProgramChangeConnection extends connectionOf(() => ProgramChange, ProgramChangeEdge) {}
