import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { DecimalScalar } from "../../graph/scalars.js";
import { Citation } from "./citation.types.js";
import type { AmountRuleView, AmountScheduleView } from "./present-amount-rule.js";

export const AmountRuleKind = {
  FIXED: "fixed",
  PERCENT_OF: "percentOf",
  MULTIPLE_OF: "multipleOf",
  REMAINDER: "remainder",
  LEAST: "least",
  MOST: "most",
  SUM: "sum",
} as const;

registerEnumType(AmountRuleKind, {
  name: "AmountRuleKind",
  description: "Clase de cálculo de un monto. Kind of calculation of an amount.",
  valuesConfig: {
    FIXED: { description: "La cantidad `value`. The amount `value`." },
    PERCENT_OF: {
      description: "El `value` por ciento del dato `fact`, 50 por 50 %. `value` percent of the fact, 50 for 50 %.",
    },
    MULTIPLE_OF: { description: "`value` veces el dato `fact`. `value` times the fact." },
    REMAINDER: {
      description:
        "Lo que queda del cálculo de `of` al quitarle el dato `fact`; nunca menos de cero. What is left of the one in `of` once the fact is taken off; never below zero.",
    },
    LEAST: { description: "El menor de los de `of`. The least of those in `of`." },
    MOST: { description: "El mayor de los de `of`. The greatest of those in `of`." },
    SUM: { description: "La suma de los de `of`. The sum of those in `of`." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "Un punto de una cifra que cambia. A point of a figure that changes.",
})
export class AmountSchedulePoint {
  @Field(() => DecimalScalar, { description: "Valor del dato `by`. Value of the fact `by`." })
  at!: string;

  @Field(() => DecimalScalar, { description: "La cifra ahí. The figure there." })
  value!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Una cifra que cambia con un dato, por ejemplo los meses en el programa. A figure that changes with a fact, such as the months in the program.",
})
export class AmountSchedule implements AmountScheduleView {
  @Field(() => String, { description: "Dato con el que cambia. Fact it changes with." })
  by!: string;

  @Field(() => Boolean, {
    description:
      "Si va de un punto al otro de manera pareja; si no, cada cifra vale hasta el siguiente. Whether it goes evenly from one point to the other; if not, each figure holds until the next.",
  })
  even!: boolean;

  @Field(() => [AmountSchedulePoint], {
    description:
      "En orden; antes del primero vale el primero y después del último, el último. In order; before the first the first holds, and after the last the last.",
  })
  points!: readonly AmountSchedulePoint[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Cómo se calcula un monto, como datos: una cifra, una parte de un dato, o varios cálculos unidos. How an amount is worked out, as data: a figure, a part of a fact, or several calculations joined.",
})
export class AmountRule implements AmountRuleView {
  @Field(() => AmountRuleKind, { description: "Qué clase de cálculo. What kind of calculation." })
  kind!: string;

  @Field(() => String, { nullable: true, description: "Dato del que habla. Fact it speaks of." })
  fact!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "La cantidad, el porcentaje (50 por 50 %) o las veces; nula si cambia según `schedule`. The amount, the percentage (50 for 50 %) or the times; null where it changes by `schedule`.",
  })
  value!: string | null;

  @Field(() => AmountSchedule, {
    nullable: true,
    description: "Cómo cambia el porcentaje o las veces. How the percentage or the times change.",
  })
  schedule!: AmountSchedule | null;

  @Field(() => [AmountRule], { description: "Los cálculos que une. The calculations it joins." })
  of!: readonly AmountRule[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Un monto que se puede calcular con datos de la empresa: cuánto da el programa, a lo más. An amount that can be worked out from facts of the firm: how much the program gives, at most.",
})
export class SupportCalculation {
  @Field(() => ID, { description: "Clave dentro del programa. Key within the program." })
  id!: string;

  @Field(() => String, { description: "Qué se calcula. What is worked out." })
  concerns!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Moneda ISO 4217; nula si es la de los datos, por ejemplo la del crédito. ISO 4217 currency; null where it is that of the facts, such as the loan's.",
  })
  currency!: string | null;

  @Field(() => AmountRule, { description: "Cómo se calcula. How it is worked out." })
  rule!: AmountRule;

  @Field(() => String, {
    nullable: true,
    description: "Lo que la fuente deja abierto y cómo se leyó. What the source leaves open, and how it was read.",
  })
  note!: string | null;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}
