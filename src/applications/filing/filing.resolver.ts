import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RefusalAnswer } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { ApplicationResult } from "../view/application.types.js";
import type { AttachmentService } from "./attachment.service.js";
import {
  AnswerInformationInput,
  ApplicationInput,
  AttachDocumentInput,
  FillApplicationInput,
  ReportSpendingInput,
  StartApplicationInput,
  SubmitApplicationInput,
  WithdrawApplicationInput,
} from "./filing.inputs.js";
import type { FilingService } from "./filing.service.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

type Answer = RefusalAnswer | { readonly applicationId: string };
export type PresentAnswer = (context: GraphContext, answer: Answer) => Promise<object>;

/** What firms do with their applications. */
@Resolver()
export class FilingResolver {
  constructor(
    private readonly filing: FilingService,
    private readonly attachments: AttachmentService,
    private readonly present: PresentAnswer,
  ) {}

  @Mutation(() => ApplicationResult, {
    description:
      "Comienza una solicitud: fija la edición del programa y sus reglas. Starts an application: pins the program's edition and its rules.",
  })
  async startApplication(
    @Arg("input", () => StartApplicationInput, INPUT) input: StartApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.start(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Llena una solicitud. Fills an application in." })
  async fillApplication(
    @Arg("input", () => FillApplicationInput, INPUT) input: FillApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.fill(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Agrega un documento de la empresa a una solicitud. Attaches a document of the firm's to an application.",
  })
  async attachDocument(
    @Arg("input", () => AttachDocumentInput, INPUT) input: AttachDocumentInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.attachments.attach(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Ingresa una solicitud: vuelve a revisar las reglas, guarda el comprobante y da folio. Submits an application: checks the rules again, keeps the receipt and gives a number.",
  })
  async submitApplication(
    @Arg("input", () => SubmitApplicationInput, INPUT) input: SubmitApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.submit(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Retira una solicitud. Withdraws an application." })
  async withdrawApplication(
    @Arg("input", () => WithdrawApplicationInput, INPUT) input: WithdrawApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.withdraw(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Responde una prevención. Answers a request for information." })
  async answerInformationRequest(
    @Arg("input", () => AnswerInformationInput, INPUT) input: AnswerInformationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.answer(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Firma el convenio por su parte; con la segunda firma queda formalizado. Signs the agreement for one side; the second signature makes it stand.",
  })
  async signAgreement(
    @Arg("input", () => ApplicationInput, INPUT) input: ApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.sign(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Comprueba el gasto. Reports the spending." })
  async reportSpending(
    @Arg("input", () => ReportSpendingInput, INPUT) input: ReportSpendingInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.filing.report(context, input));
  }
}
