import { Field, ID, InputType, Int } from "type-graphql";
import { COMMAND_KEY, CommandInput } from "../../graph/commands.js";
import { DateScalar, DecimalScalar } from "../../graph/scalars.js";
import type { Clock } from "../lifecycle/clocks.js";
import { Clocks } from "../view/vocabulary.types.js";

@InputType({ description: "Un criterio con que se evaluará. A criterion of the review." })
export class CriterionInput {
  @Field(() => String, { description: "Código: minúsculas, cifras y guiones. Code: lower case, digits, hyphens." })
  code!: string;

  @Field(() => String, { description: "Nombre en español. Name in Spanish." })
  es!: string;

  @Field(() => String, { description: "Nombre en inglés. Name in English." })
  en!: string;

  @Field(() => Int, { description: "Calificación máxima: 1 a 100. Highest score: 1 to 100." })
  max!: number;

  @Field(() => Int, {
    description:
      "Peso, en centésimas de por ciento; todos suman 10,000. Weight, in hundredths of a percent; all sum to 10,000.",
  })
  weight!: number;
}

@InputType({ description: "Un documento que se pedirá. A document that will be asked for." })
export class EvidenceInput {
  @Field(() => String, { description: "Código: minúsculas, cifras y guiones. Code: lower case, digits, hyphens." })
  code!: string;

  @Field(() => String, { description: "Nombre en español. Name in Spanish." })
  es!: string;

  @Field(() => String, { description: "Nombre en inglés. Name in English." })
  en!: string;
}

@InputType({ description: "Un plazo de la convocatoria. A term of the call." })
export class TermInput {
  @Field(() => Clocks.values, { description: "De qué plazo se trata. Which term it is." })
  clock!: Clock;

  @Field(() => Int, { description: "Días: 1 a 1,000. Days: 1 to 1,000." })
  days!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Si se cuentan días naturales y no hábiles. Whether natural days are counted and not working days.",
  })
  natural!: boolean;
}

const CLOSES_ON =
  "Último día; sin él, queda abierta hasta que se cierre. Last day; without it, open until it is closed.";
const BUDGET = "Dinero que hay, en MXN; sin él no hay tope. Money there is, in MXN; without it there is no ceiling.";
const CLOSES_WHEN_REQUESTED =
  "Veces el presupuesto, de 1 a 100, p. ej. 2.5: cuando lo pedido en solicitudes ingresadas llega ahí, se cierra sola; sin él, no. Times the budget, from 1 to 100, e.g. 2.5: when what is asked for in submitted applications comes to that, it closes by itself; without it, it does not.";

@InputType({ description: "Lo que dice una convocatoria. What a call says." })
export class CallInput {
  @Field(() => String, { description: "Título en español. Title in Spanish." })
  titleEs!: string;

  @Field(() => String, { description: "Título en inglés. Title in English." })
  titleEn!: string;

  @Field(() => DateScalar, { description: "Primer día. First day." })
  opensOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: CLOSES_ON,
  })
  closesOn?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: BUDGET,
  })
  budget?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: CLOSES_WHEN_REQUESTED })
  closesWhenRequested?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Lo más que puede recibir una solicitud, en MXN. Most that one application may receive, in MXN.",
  })
  mostPerApplication?: string | null;

  @Field(() => [CriterionInput], { defaultValue: [], description: "Criterios de evaluación. Criteria of the review." })
  criteria!: CriterionInput[];

  @Field(() => [EvidenceInput], { defaultValue: [], description: "Documentos que se piden. Documents asked for." })
  evidence!: EvidenceInput[];

  @Field(() => [TermInput], {
    defaultValue: [],
    description: "Plazos; los que faltan son de 10 días hábiles. Terms; those left out are of 10 working days.",
  })
  terms!: TermInput[];
}

@InputType({ description: "Una convocatoria que se abre. A call that is opened." })
export class OpenCallInput extends CallInput {
  @Field(() => String, COMMAND_KEY)
  clientMutationId!: string;

  @Field(() => ID, { description: "El programa; debe ser de su dependencia. The program; it must be your agency's." })
  programId!: string;
}

@InputType({
  description:
    "Lo que cambia de una convocatoria; lo que falta queda como está, y nulo lo quita. What changes of a call; what is left out stays, and null takes it away.",
})
export class AlterCallInput {
  @Field(() => ID, { description: "La convocatoria. The call." })
  callId!: string;

  @Field(() => Int, { description: "La `version` que usted leyó. The `version` you read." })
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: CLOSES_ON })
  closesOn?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: BUDGET })
  budget?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: CLOSES_WHEN_REQUESTED })
  closesWhenRequested?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Verdadero: se cierra al publicarse, y nada más. True: it closes on publication, and nothing else.",
  })
  close!: boolean;
}

@InputType({ description: "Una convocatoria que se cierra antes. A call that is closed early." })
export class CloseCallInput extends CommandInput {
  @Field(() => ID, { description: "La convocatoria. The call." })
  callId!: string;

  @Field(() => Int, { description: "La `version` que usted leyó. The `version` you read." })
  version!: number;
}
