import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { SendMessageInput } from "../desk/desk.inputs.js";
import type { PresentAnswer } from "../filing/filing.resolver.js";
import { ApplicationResult } from "../view/application.types.js";
import type { MessageService } from "./message.service.js";

@Resolver()
export class MessageResolver {
  constructor(
    private readonly messages: MessageService,
    private readonly present: PresentAnswer,
  ) {}

  @Mutation(() => ApplicationResult, {
    description: "Escribe a la otra parte sobre una solicitud. Writes to the other side about an application.",
  })
  async sendMessage(
    @Arg("input", () => SendMessageInput, { description: "Lo que se pide. What is asked for." })
    input: SendMessageInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.messages.send(context, input));
  }
}
