import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { DateScalar, DecimalScalar, JsonScalar } from "../../graph/scalars.js";
import { Citation } from "./citation.types.js";
import type { CriterionView } from "./present-rule.js";
import { ExpectedVerdictEnum, RequirementRoleEnum, StatementBasisEnum } from "./vocabulary.types.js";

export const CriterionKind = {
  ONE_OF: "oneOf",
  HAS_ANY: "hasAny",
  HAS_ALL: "hasAll",
  CODE_IN: "codeIn",
  IS: "is",
  RANGE: "range",
  ATTEST: "attest",
  ALL: "all",
  ANY: "any",
  NOT: "not",
  AT_LEAST: "atLeast",
} as const;

registerEnumType(CriterionKind, {
  name: "CriterionKind",
  description: "Clase de criterio de una regla. Kind of criterion in a rule.",
  valuesConfig: {
    ONE_OF: { description: "El dato es uno de `values`. The fact is one of `values`." },
    HAS_ANY: { description: "La lista comparte algún valor con `values`. The list shares some value with `values`." },
    HAS_ALL: { description: "La lista tiene todos los `values`. The list has all of `values`." },
    CODE_IN: { description: "El código empieza con alguno de `values`. The code begins with one of `values`." },
    IS: { description: "El dato es el `flag`. The fact is the `flag`." },
    RANGE: {
      description: "El dato está entre `min` y `max`, inclusive. The fact is within `min` and `max`, inclusive.",
    },
    ATTEST: { description: "Alguien debe dar fe. Somebody must attest it." },
    ALL: { description: "Se cumplen todos los de `of`. All of `of` hold." },
    ANY: { description: "Se cumple alguno de `of`. Some of `of` holds." },
    NOT: { description: "No se cumple el de `of`. The one in `of` does not hold." },
    AT_LEAST: { description: "Se cumplen al menos `atLeast` de `of`. At least `atLeast` of `of` hold." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    "Una regla como datos: un criterio sobre un dato de la empresa, o varios unidos. A rule as data: a criterion over a fact of the firm, or several joined.",
})
export class Criterion implements CriterionView {
  @Field(() => CriterionKind, { description: "Qué clase de criterio. What kind of criterion." })
  kind!: string;

  @Field(() => String, { nullable: true, description: "Dato del que habla. Fact it speaks of." })
  fact!: string | null;

  @Field(() => [String], { description: "Valores o prefijos. Values or prefixes." })
  values!: readonly string[];

  @Field(() => Boolean, { nullable: true, description: "Valor de un sí o no. Value of a yes or no." })
  flag!: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Mínimo, inclusive. Minimum, inclusive." })
  min!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Máximo, inclusive. Maximum, inclusive." })
  max!: string | null;

  @Field(() => Int, { nullable: true, description: "Cuántos de `of`, al menos. How many of `of`, at least." })
  atLeast!: number | null;

  @Field(() => [Criterion], { description: "Los criterios que une. The criteria it joins." })
  of!: readonly Criterion[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Una condición del programa, con su fuente. A condition of the program, with its source.",
})
export class Requirement {
  @Field(() => ID, { description: "Clave dentro del programa. Key within the program." })
  id!: string;

  @Field(() => String, { description: "La condición en palabras llanas. The condition in plain words." })
  text!: string;

  @Field(() => RequirementRoleEnum.concept, { description: "Qué peso tiene. What weight it has." })
  role!: Concept;

  @Field(() => StatementBasisEnum.concept, {
    nullable: true,
    description: "Si la fuente lo dice o se infiere. Whether the source says it or implies it.",
  })
  basis!: Concept | null;

  @Field(() => Criterion, {
    nullable: true,
    description:
      "La regla que la decide; nula si ningún dato de la empresa puede decidirla. The rule that decides it; null where no fact of the firm can.",
  })
  rule!: Criterion | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Una empresa inventada de la que se convino qué deben dar los requisitos; ningún cambio se publica si deja de darlo. A made-up firm of which it is agreed what the requirements come to; no change is published that comes to something else.",
})
export class GoldenCase {
  @Field(() => ID, { description: "Clave dentro del programa. Key within the program." })
  id!: string;

  @Field(() => String, { description: "Qué empresa es. What firm it is." })
  title!: string;

  @Field(() => JsonScalar, {
    description:
      "Sus datos, como los toma `checkEligibility`; los que faltan no se saben. Its facts, as `checkEligibility` takes them; those left out are not known.",
  })
  profile!: object;

  @Field(() => ExpectedVerdictEnum.concept, { description: "Lo que debe dar. What it must come to." })
  expected!: Concept;

  @Field(() => DateScalar, { description: "A qué fecha se dictamina. Day it is judged as of." })
  asOf!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Un documento o prueba que se pide. A document or proof that is asked for.",
})
export class Evidence {
  @Field(() => ID, { description: "Clave dentro del programa. Key within the program." })
  id!: string;

  @Field(() => String, { description: "Qué se pide. What is asked for." })
  text!: string;

  @Field(() => StatementBasisEnum.concept, {
    description: "Si la fuente lo dice o se infiere. Whether the source says it or implies it.",
  })
  basis!: Concept;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}
