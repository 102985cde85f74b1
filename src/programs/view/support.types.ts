import { Field, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { Money } from "../../graph/money.js";
import { SupportCalculation } from "./calculation.types.js";
import { Citation } from "./citation.types.js";
import { Measure } from "./measure.types.js";
import { AmountTypeEnum, CurrencyBasisEnum, FigureKindEnum, SupportKindEnum } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "Una cifra del apoyo: tope, proporción, plazo o presupuesto. A figure of the support: ceiling, share, term or budget.",
})
export class SupportAmount extends Measure {
  @Field(() => String, { description: "De qué es la cifra. What the figure is the amount of." })
  concerns!: string;

  @Field(() => AmountTypeEnum.concept, { description: "Qué clase de cifra es. What kind of figure it is." })
  type!: Concept;

  @Field(() => CurrencyBasisEnum.concept, {
    nullable: true,
    description: "Cómo se sabe la moneda. How the currency is known.",
  })
  currencyBasis!: Concept | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Si el límite mismo está incluido. Whether the bound itself is included.",
  })
  inclusive!: boolean | null;

  @Field(() => String, { nullable: true, description: "De qué es la proporción. What the share is a share of." })
  of!: string | null;

  @Field(() => String, { nullable: true, description: "Momento para el que vale. Moment it holds for." })
  at!: string | null;

  @Field(() => String, { nullable: true, description: "Explicación. Explanation." })
  text!: string | null;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Lo que una parte pone en un componente. What one side puts into a component.",
})
export class ComponentBudget {
  @Field(() => String, { description: "Quién lo pone. Who puts it in." })
  source!: string;

  @Field(() => Money, { description: "Cuánto. How much." })
  money!: Money;
}

@ObjectType({ simpleResolvers: true, description: "Una parte o línea del programa. A part or line of the program." })
export class Component {
  @Field(() => String, { description: "Nombre. Name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "En qué consiste. What it consists of." })
  text!: string | null;

  @Field(() => [ComponentBudget], { description: "Su presupuesto, si se conoce. Its budget, where known." })
  budget!: readonly ComponentBudget[];
}

@ObjectType({ simpleResolvers: true, description: "Lo que el programa da. What the program gives." })
export class Support {
  @Field(() => [SupportKindEnum.concept], { description: "Clases de apoyo. Kinds of support." })
  kinds!: readonly Concept[];

  @Field(() => [SupportAmount], {
    description: "Montos y condiciones que dan las fuentes. Amounts and terms the sources give.",
  })
  amounts!: readonly SupportAmount[];

  @Field(() => [SupportCalculation], {
    description:
      "Montos que se pueden calcular con datos de la empresa. Amounts that can be worked out from facts of the firm.",
  })
  calculations!: readonly SupportCalculation[];

  @Field(() => [Component], { description: "Componentes. Components." })
  components!: readonly Component[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Una cifra de resultados, con su fuente. A figure of results, with its source.",
})
export class ResultFigure extends Measure {
  @Field(() => String, { description: "Qué se mide. What is measured." })
  metric!: string;

  @Field(() => FigureKindEnum.concept, { description: "Logro o meta. Result or target." })
  kind!: Concept;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}

@ObjectType({ simpleResolvers: true, description: "Resultados que las fuentes reportan. Results the sources report." })
export class Results {
  @Field(() => [ResultFigure], {
    description:
      "Cifras, cada una con su fuente; las que no concuerdan se muestran todas. Figures, each with its source; those that disagree all stand.",
  })
  figures!: readonly ResultFigure[];

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}
