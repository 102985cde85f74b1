import { Field, ObjectType } from "type-graphql";
import { Money } from "../../graph/money.js";
import { DecimalScalar } from "../../graph/scalars.js";

@ObjectType({ simpleResolvers: true, description: "Un número de algo. A number of something." })
export class Quantity {
  @Field(() => DecimalScalar, { description: "El número. The number." })
  value!: string;

  @Field(() => String, { description: "De qué. Of what." })
  unit!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Una cifra de las fuentes: dinero, proporción, cantidad o, si no dan número, sus palabras. A figure of the sources: money, share, quantity or, where they give no number, their words.",
})
export abstract class Measure {
  @Field(() => Money, { nullable: true, description: "Si es dinero. If it is money." })
  money!: Money | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Si es un porcentaje: la proporción, 0.5 por 50 %. If it is a percentage: the share, 0.5 for 50 %.",
  })
  share!: string | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "Si es un número de otra cosa. If it is a number of something else.",
  })
  quantity!: Quantity | null;

  @Field(() => String, {
    nullable: true,
    description: "Lo que dice la fuente en vez de un número. What the source says in place of a number.",
  })
  statement!: string | null;

  @Field(() => String, { nullable: true, description: "Salvedad, como «más de». Qualifier, such as “over”." })
  qualifier!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Tiempo del que habla la cifra, como lo da la fuente. Time the figure speaks of, as the source gives it.",
  })
  period!: string | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}
