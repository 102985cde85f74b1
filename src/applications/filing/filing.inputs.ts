import { Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { DecimalScalar } from "../../graph/scalars.js";

/** What every command on an application carries. */
@InputType({ description: "Una solicitud, como usted la leyó. An application, as you read it." })
export class ApplicationInput extends CommandInput {
  @Field(() => ID, { description: "La solicitud. The application." })
  applicationId!: string;

  @Field(() => Int, {
    description:
      "La `version` que usted leyó; si cambió, se rechaza y se da la actual. The `version` you read; if it has changed, this is refused and the current one is given.",
  })
  version!: number;
}

@InputType({ description: "Una solicitud que se comienza. An application that is started." })
export class StartApplicationInput extends CommandInput {
  @Field(() => ID, { description: "La empresa que solicita. The firm that applies." })
  businessId!: string;

  @Field(() => ID, { description: "El programa. The program." })
  programId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "La convocatoria; si falta, la abierta que cierra primero. The call; if absent, the open one that closes first.",
  })
  callId?: string | null;
}

@InputType({ description: "Lo que se llena; lo que falta queda como está. What is filled in; what is left out stays." })
export class FillApplicationInput extends ApplicationInput {
  @Field(() => String, {
    nullable: true,
    description: "Título del proyecto: 5 a 150 caracteres. Title of the project.",
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "De qué se trata: 20 a 5,000 caracteres. What it is about: 20 to 5,000 characters.",
  })
  description?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Cuánto se pide, en MXN. How much is asked for, in MXN." })
  requestedAmount?: string | null;
}

@InputType({ description: "Un documento que se agrega. A document that is attached." })
export class AttachDocumentInput extends ApplicationInput {
  @Field(() => ID, { description: "El documento, de la misma empresa. The document, of the same firm." })
  documentId!: string;

  @Field(() => String, { description: "Qué prueba: código de la convocatoria. What it proves: code of the call." })
  evidence!: string;
}

@InputType({ description: "Una solicitud que se ingresa. An application that is submitted." })
export class SubmitApplicationInput extends ApplicationInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Ingresarla aunque las reglas digan que no se cumple un requisito: decidirá la dependencia. Submit it although the rules say that a requirement is not met: the agency will decide.",
  })
  insist!: boolean;
}

@InputType({ description: "Una solicitud que se retira. An application that is withdrawn." })
export class WithdrawApplicationInput extends ApplicationInput {
  @Field(() => String, { nullable: true, description: "Por qué, si quiere decirlo. Why, if you like to say." })
  reason?: string | null;
}

@InputType({ description: "La respuesta a una prevención. The answer to a request for information." })
export class AnswerInformationInput extends ApplicationInput {
  @Field(() => String, { description: "La respuesta: 1 a 5,000 caracteres. The answer: 1 to 5,000 characters." })
  answer!: string;
}

@InputType({ description: "Un resultado medido. A measured result." })
export class ResultInput {
  @Field(() => String, {
    description:
      "Qué se midió, como código de 2 a 40 minúsculas, cifras o guiones, p. ej. jobs-created. What was measured, as a code of 2 to 40 lower-case letters, digits or hyphens, e.g. jobs-created.",
  })
  metric!: string;

  @Field(() => DecimalScalar, { description: "Cuánto. How much." })
  value!: string;
}

@InputType({
  description: "La comprobación del gasto y lo que se logró. The report of the spending and what came of it.",
})
export class ReportSpendingInput extends ApplicationInput {
  @Field(() => String, {
    description: "En qué se gastó y qué se logró: 20 a 5,000 caracteres. What it was spent on and what came of it.",
  })
  summary!: string;

  @Field(() => DecimalScalar, { description: "Cuánto se gastó, en MXN. How much was spent, in MXN." })
  spentAmount!: string;

  @Field(() => [ResultInput], { defaultValue: [], description: "Resultados medidos. Measured results." })
  results!: ResultInput[];
}
