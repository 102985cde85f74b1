import { Field, Int, ObjectType } from "type-graphql";
import { Money } from "../../graph/money.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../../graph/scalars.js";

@ObjectType({ simpleResolvers: true, description: "Una parte del apoyo. A part of the award." })
export class Tranche {
  @Field(() => Int, { description: "Número, desde 1. Number, from 1." })
  number!: number;

  @Field(() => Money, { description: "Cuánto. How much." })
  amount!: Money;

  @Field(() => String, { description: "Qué debe cumplirse antes. What must be done before." })
  milestone!: string;

  @Field(() => DateScalar, { nullable: true, description: "Para cuándo. By when." })
  dueOn!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se cumplió. When it was done." })
  metAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se pagó. When it was paid." })
  paidAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Lo que se otorgó. What was granted." })
export class Award {
  @Field(() => Money, { description: "Cuánto. How much." })
  amount!: Money;

  @Field(() => Money, { description: "Lo pagado. What was paid." })
  paid!: Money;

  @Field(() => Money, { nullable: true, description: "Lo que se exige devolver. What is demanded back." })
  refundDemanded!: Money | null;

  @Field(() => Money, { description: "Lo devuelto. What was given back." })
  refunded!: Money;

  @Field(() => Boolean, { description: "Si firmó la empresa. Whether the firm signed." })
  signedByApplicant!: boolean;

  @Field(() => Boolean, { description: "Si firmó la dependencia. Whether the agency signed." })
  signedByAgency!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Un resultado medido. A measured result." })
export class MeasuredResult {
  @Field(() => String, { description: "Qué se midió. What was measured." })
  metric!: string;

  @Field(() => DecimalScalar, { description: "Cuánto. How much." })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: "La comprobación del gasto. The report of the spending." })
export class SpendingReport {
  @Field(() => String, { description: "En qué se gastó y qué se logró. What it was spent on and what came of it." })
  summary!: string;

  @Field(() => Money, { description: "Cuánto se gastó. How much was spent." })
  spent!: Money;

  @Field(() => [MeasuredResult], { description: "Resultados medidos. Measured results." })
  results!: readonly MeasuredResult[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que reportaron al concluir las empresas apoyadas, sumado; solo lo que reportaron al menos tres. What supported firms reported at the end, added up; only what at least three reported.",
})
export class TrackedResult {
  @Field(() => String, { description: "Qué se midió, p. ej. jobs-created. What was measured, e.g. jobs-created." })
  metric!: string;

  @Field(() => DecimalScalar, { description: "La suma. The sum." })
  total!: string;

  @Field(() => Int, { description: "De cuántas empresas. Of how many firms." })
  firms!: number;
}
