import { Field, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { DateScalar } from "../../graph/scalars.js";
import { EligibilityResult } from "./result.types.js";
import { VerdictEnum } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description: "Un dictamen vuelto a hacer a partir de su comprobante. A verdict come to again from its receipt.",
})
export class VerdictReplay {
  @Field(() => Boolean, { description: "Si resultó lo mismo. Whether it came to the same." })
  same!: boolean;

  @Field(() => VerdictEnum.concept, { description: "El dictamen del comprobante. The verdict of the receipt." })
  original!: Concept;

  @Field(() => String, {
    description: "Versión del motor que lo emitió. Version of the engine that issued it.",
  })
  originalEngineVersion!: string;

  @Field(() => DateScalar, { description: "Día para el que se preguntó. Day it was asked for." })
  asOf!: string;

  @Field(() => EligibilityResult, { description: "El dictamen de ahora, explicado. The verdict of now, explained." })
  result!: EligibilityResult;
}
