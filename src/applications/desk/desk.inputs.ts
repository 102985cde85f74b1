import { Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { DateScalar, DecimalScalar } from "../../graph/scalars.js";
import { ApplicationInput } from "../filing/filing.inputs.js";
import type { State } from "../lifecycle/states.js";
import { Reasons, States } from "../view/vocabulary.types.js";
import type { ReasonCode } from "../vocabulary.js";

const REASON = {
  nullable: true,
  description: "Por qué, en palabras para la empresa: 5 a 2,000 caracteres. Why, in words for the firm.",
} as const;

@InputType({ description: "Un paso con su razón. A step with its reason." })
export class ReasonedInput extends ApplicationInput {
  @Field(() => String, REASON)
  reason?: string | null;

  @Field(() => [Reasons.values], { nullable: true, description: "Razones, para contarlas. Reasons, to be counted." })
  reasonCodes?: ReasonCode[] | null;
}

@InputType({ description: "A quién se asigna. Whom it is assigned to." })
export class AssignApplicationInput extends ApplicationInput {
  @Field(() => String, {
    nullable: true,
    description: "El `subject` de la persona; nulo para que no sea de nadie. The person's `subject`; null for nobody.",
  })
  to?: string | null;
}

@InputType({ description: "Una etapa propia de la dependencia. A stage of the agency's own." })
export class StageInput {
  @Field(() => String, { description: "Código. Code." })
  code!: string;

  @Field(() => States.values, { description: "En qué estado está. The state it lies in." })
  state!: State;

  @Field(() => String, { description: "Nombre en español. Name in Spanish." })
  es!: string;

  @Field(() => String, { description: "Nombre en inglés. Name in English." })
  en!: string;
}

@InputType({
  description:
    "Las etapas de la dependencia; reemplazan a las de antes. The agency's stages; they replace those before.",
})
export class DefineStagesInput extends CommandInput {
  @Field(() => [StageInput], { description: "Hasta 60. Up to 60." })
  stages!: StageInput[];
}

@InputType({ description: "A qué etapa pasa. The stage it enters." })
export class EnterStageInput extends ApplicationInput {
  @Field(() => String, { description: "Código de la etapa. Code of the stage." })
  stage!: string;
}

@InputType({ description: "Algo que se pide. Something that is asked for." })
export class RequestedItemInput {
  @Field(() => Reasons.values, { description: "Por qué se pide. Why it is asked for." })
  code!: ReasonCode;

  @Field(() => String, { description: "Qué se pide: 5 a 1,000 caracteres. What is asked for." })
  text!: string;
}

@InputType({ description: "Una prevención. A request for information." })
export class RequestInformationInput extends ApplicationInput {
  @Field(() => [RequestedItemInput], { description: "Lo que se pide: 1 a 20 cosas. What is asked for: 1 to 20 items." })
  items!: RequestedItemInput[];
}

@InputType({ description: "Una calificación. A score." })
export class ScoreInput {
  @Field(() => String, { description: "Código del criterio. Code of the criterion." })
  criterion!: string;

  @Field(() => Int, { description: "De 0 al máximo del criterio. From 0 to the criterion's highest." })
  score!: number;
}

@InputType({ description: "Las calificaciones de quien evalúa. A reviewer's scores." })
export class ScoreApplicationInput extends ApplicationInput {
  @Field(() => [ScoreInput], { description: "Una por criterio. One for each criterion." })
  scores!: ScoreInput[];
}

@InputType({ description: "Un dictamen. A reviewer's opinion." })
export class RecommendApplicationInput extends ReasonedInput {
  @Field(() => Boolean, { description: "A favor o en contra. For or against." })
  favourable!: boolean;
}

@InputType({ description: "Una parte del apoyo. A part of the award." })
export class TrancheInput {
  @Field(() => DecimalScalar, { description: "Cuánto, en MXN. How much, in MXN." })
  amount!: string;

  @Field(() => String, { description: "Qué debe cumplirse antes: 3 a 300 caracteres. What must be done before." })
  milestone!: string;

  @Field(() => DateScalar, { description: "Para cuándo. By when." })
  dueOn!: string;
}

@InputType({ description: "Una aprobación. An approval." })
export class ApproveApplicationInput extends ReasonedInput {
  @Field(() => DecimalScalar, {
    description: "Cuánto se otorga, en MXN: a lo más lo pedido y lo que permite la convocatoria. How much is granted.",
  })
  amount!: string;

  @Field(() => [TrancheInput], {
    description: "En qué partes; suman lo otorgado. In which parts; they sum to the grant.",
  })
  tranches!: TrancheInput[];
}

@InputType({ description: "Una parte del apoyo que ya se aprobó. A part of an award." })
export class OfTrancheInput extends ApplicationInput {
  @Field(() => Int, { description: "Número de la parte, desde 1. Number of the part, from 1." })
  number!: number;
}

@InputType({ description: "Un reintegro que se exige. A refund that is demanded." })
export class DemandRefundInput extends ReasonedInput {
  @Field(() => DecimalScalar, { description: "Cuánto, en MXN: a lo más lo pagado. How much: at most what was paid." })
  amount!: string;
}

@InputType({ description: "Dinero que se devolvió. Money that was given back." })
export class RecordRepaymentInput extends ApplicationInput {
  @Field(() => DecimalScalar, { description: "Cuánto, en MXN: a lo más lo que falta. How much: at most what is owed." })
  amount!: string;
}

@InputType({ description: "Un mensaje. A message." })
export class SendMessageInput extends CommandInput {
  @Field(() => ID, { description: "La solicitud. The application." })
  applicationId!: string;

  @Field(() => String, { description: "El texto: 1 a 3,000 caracteres. The text." })
  body!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Solo para la dependencia. For the agency only.",
  })
  internal!: boolean;
}
