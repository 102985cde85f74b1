import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import type { Concept } from "../../graph/concept.js";
import { published } from "../../graph/concept.js";
import { JsonScalar } from "../../graph/scalars.js";
import { PreflightFinding } from "./revision.types.js";
import { RevisionResult } from "./revision-result.types.js";

export const IMPORT_OUTCOMES = {
  new: { es: "No estaba en el catálogo", en: "The catalog did not have it" },
  changed: { es: "Difiere de la edición vigente", en: "Differs from the current edition" },
  unchanged: { es: "Es igual a la edición vigente", en: "Equals the current edition" },
} as const;
export const ImportOutcomes = published(
  "ImportOutcome",
  IMPORT_OUTCOMES,
  "Qué es un perfil junto al catálogo.",
  "What a profile is beside the catalog.",
);

@InputType({ description: "Perfiles que se traen juntos. Profiles that are brought together." })
export class ImportProgramsInput extends CommandInput {
  @Field(() => [JsonScalar], {
    description:
      "Los perfiles completos, en la forma de seeds/program.schema.json; hasta 50. The whole profiles, in the form of seeds/program.schema.json; up to 50.",
  })
  documents!: unknown[];

  @Field(() => Boolean, {
    description: "Verdadero: solo dice qué pasaría y no escribe nada. True: says what would happen and writes nothing.",
  })
  dryRun!: boolean;

  @Field(() => String, { description: "Qué se trae, en una línea. What is brought, in one line." })
  title!: string;

  @Field(() => String, { description: "Por qué. Why." })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: "Un perfil de los que se traen. One of the profiles brought." })
export class ImportedProgram {
  @Field(() => ID, { description: "Clave del programa. Key of the program." })
  slug!: string;

  @Field(() => ImportOutcomes.concept, { description: "Qué es junto al catálogo. What it is beside the catalog." })
  outcome!: Concept;

  @Field(() => Int, { description: "En cuántos campos difiere. In how many fields it differs." })
  differences!: number;

  @Field(() => [PreflightFinding], { description: "Lo que se encontró. What was found." })
  findings!: readonly PreflightFinding[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Lo que pasó, o pasaría, con cada perfil. What became, or would become, of each profile.",
})
export class ImportProgramsResult {
  @Field(() => [ImportedProgram], {
    description: "Cada perfil, en el orden en que vino. Each profile, in the order it came.",
  })
  programs!: readonly ImportedProgram[];

  @Field(() => RevisionResult, {
    nullable: true,
    description:
      "El borrador con los que cambian; nulo si fue un ensayo o si nada cambia. The draft with those that change; null if it was a dry run, or nothing changes.",
  })
  result!: object | null;
}
