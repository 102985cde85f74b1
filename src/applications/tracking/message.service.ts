import { v7 as newId } from "uuid";
import type { Commands } from "../../graph/commands.js";
import { forbidden } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { needText } from "../../graph/text-input.js";
import type { SendMessageInput } from "../desk/desk.inputs.js";
import { MessageSchema } from "../entities.js";
import { applicationKey, type Changes } from "../record/changes.js";
import type { Sealed } from "../record/sealed.js";

export interface MessageNeeds {
  readonly commands: Commands;
  readonly changes: Changes;
  readonly sealed: Sealed;
}

/** Messages between a firm and the agency; they change nothing of the application itself. */
export class MessageService {
  constructor(private readonly needs: MessageNeeds) {}

  send(context: GraphContext, input: SendMessageInput) {
    const { commands, changes, sealed } = this.needs;
    const { caller, now } = context;
    return commands.run(context, "sendMessage", input, async (tx) => {
      const body = needText("input.body", input.body, { max: 3_000, lines: true });
      if (input.internal && caller.role === "business") {
        throw forbidden({ es: "Las notas internas son de la dependencia", en: "Internal notes are the agency's" });
      }
      const application = await changes.need(tx, context, applicationKey(input.applicationId), "apply");
      const id = newId();
      tx.em.create(MessageSchema, {
        id,
        applicationId: application.id,
        role: caller.role,
        author: caller.subject,
        body: sealed.body(id, body),
        internal: input.internal,
        at: now,
      });
      return { applicationId: application.id };
    });
  }
}
