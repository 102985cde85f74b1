import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { DateScalar, DecimalScalar } from "../../graph/scalars.js";
import { KnownFact, ProfileContradiction } from "./fact.types.js";
import { FirmSizeConcept } from "./fact-enums.js";
import { VerdictEnum } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description: "Cuántos programas hay de un dictamen. How many programs there are of a verdict.",
})
export class VerdictCount {
  @Field(() => VerdictEnum.concept, { description: "El dictamen. The verdict." })
  verdict!: Concept;

  @Field(() => Int, { description: "Cuántos programas. How many programs." })
  count!: number;

  @Field(() => Int, {
    description:
      "Cuántos de ellos no han terminado, según lo que consta. How many of them are not over, as far as is on record.",
  })
  open!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "Otra manera de medir el tamaño. Another way to measure the size.",
})
export class SizeReading {
  @Field(() => [FirmSizeConcept], {
    description: "El tamaño; varios mientras falten datos. The size; several while facts are missing.",
  })
  sizes!: readonly Concept[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Si da otro tamaño que el puntaje; nulo si depende de lo que falta. Whether it gives another size than the score; null if that depends on what is missing.",
  })
  differs!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "La regla de «hasta 250 empleados» del estudio de APEC de 2017. The rule of “250 employees or fewer” of the 2017 APEC study.",
})
export class RuleOf250 {
  @Field(() => Boolean, {
    nullable: true,
    description: "Si con ella es MIPYME; nulo si no se sabe. Whether it is an MSME by it; null if not known.",
  })
  isMsme!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Si contradice al Acuerdo; nulo si no se sabe. Whether it contradicts the Acuerdo; null if not known.",
  })
  differs!: boolean | null;
}

export const SizeMethod = { COMBINED_SCORE: "COMBINED_SCORE" } as const;
registerEnumType(SizeMethod, {
  name: "SizeMethod",
  description: "Con qué método se decide el tamaño. Which method decides the size.",
  valuesConfig: {
    COMBINED_SCORE: {
      description:
        "Puntaje del Acuerdo: 10 % de los trabajadores más 90 % de las ventas en millones de pesos. Score of the Acuerdo: 10 % of workers plus 90 % of sales in millions of pesos.",
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    "Cómo se midió el tamaño (DOF 30-06-2009) y dónde otra cuenta daría otro. How the size was measured (DOF 30-06-2009), and where another count would give another.",
})
export class SizeReport {
  @Field(() => SizeMethod, { description: "El método que decide. The method that decides." })
  method!: string;

  @Field(() => [FirmSizeConcept], {
    description: "Los tamaños aún posibles; uno si es seguro. The sizes still possible; one when certain.",
  })
  sizes!: readonly Concept[];

  @Field(() => DecimalScalar, { description: "El menor puntaje posible. The least score possible." })
  scoreMin!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "El mayor; nulo si nada lo limita. The greatest; null if nothing bounds it.",
  })
  scoreMax!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Tope de su clase; nulo si es grande o aún no se sabe. Cap of its class; null if large or not known yet.",
  })
  cap!: string | null;

  @Field(() => SizeReading, { description: "Solo por trabajadores. By workers alone." })
  byWorkers!: SizeReading;

  @Field(() => SizeReading, {
    description: "Por los rangos de trabajadores y ventas a la vez. By both ranges, workers and sales.",
  })
  byRanges!: SizeReading;

  @Field(() => RuleOf250, { description: "Por «hasta 250 empleados». By “250 employees or fewer”." })
  upTo250Workers!: RuleOf250;

  @Field(() => String, {
    nullable: true,
    description:
      "En qué no concuerdan, en palabras; nulo si concuerdan. Where they disagree, in words; null if they agree.",
  })
  disagreement!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Algo raro en un identificador, o que no concuerda. Something odd about an identifier, or that does not agree.",
})
export class IdentityNote {
  @Field(() => String, { description: "Clave estable, p. ej. RFC_CHECK_DIGIT. Stable code, e.g. RFC_CHECK_DIGIT." })
  code!: string;

  @Field(() => String, {
    description: "En palabras; nunca repite el identificador. In words; never repeats the identifier.",
  })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "El perfil como se entendió: lo dado, lo deducido y lo que no va junto. The profile as it was understood: what was stated, what follows, and what does not go together.",
})
export class UnderstoodProfile {
  @Field(() => [KnownFact], { description: "Todo lo que se sabe. All that is known." })
  facts!: readonly KnownFact[];

  @Field(() => [ProfileContradiction], { description: "Lo que no va junto. What does not go together." })
  contradictions!: readonly ProfileContradiction[];

  @Field(() => [IdentityNote], {
    description: "Lo que conviene revisar de la CURP y el RFC. What to look at again in CURP and RFC.",
  })
  notes!: readonly IdentityNote[];

  @Field(() => SizeReport, {
    nullable: true,
    description:
      "Cómo se midió el tamaño; nulo si no se conocen trabajadores ni ventas. How the size was measured; null while neither workers nor sales are known.",
  })
  size!: SizeReport | null;
}

@ObjectType({
  description:
    "Qué programas puede recibir una empresa, por qué, qué falta saber y qué puede cambiar. Which programs a firm may get, why, what is missing and what it can change.",
})
export class EligibilityReport {
  @Field(() => DateScalar, { simple: true, description: "Día para el que se responde. Day the answer is for." })
  asOf!: string;
}
