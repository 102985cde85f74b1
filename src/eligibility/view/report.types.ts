import { Field, Int, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { DateScalar } from "../../graph/scalars.js";
import { Contradiction, KnownFact } from "./fact.types.js";
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
  description:
    "El perfil como se entendió: lo dado, lo deducido y lo que no va junto. The profile as it was understood: what was stated, what follows, and what does not go together.",
})
export class UnderstoodProfile {
  @Field(() => [KnownFact], { description: "Todo lo que se sabe. All that is known." })
  facts!: readonly KnownFact[];

  @Field(() => [Contradiction], { description: "Lo que no va junto. What does not go together." })
  contradictions!: readonly Contradiction[];
}

@ObjectType({
  description:
    "Qué programas puede recibir una empresa, por qué, qué falta saber y qué puede cambiar. Which programs a firm may get, why, what is missing and what it can change.",
})
export class EligibilityReport {
  @Field(() => DateScalar, { simple: true, description: "Día para el que se responde. Day the answer is for." })
  asOf!: string;
}
