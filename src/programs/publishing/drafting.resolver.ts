import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import type { Calls } from "../ports.js";
import { draftInputs } from "./calls/call.inputs.js";
import type { PresentResult } from "./present-result.js";
import type { DraftRevisionInput, EditRevisionInput } from "./revision.inputs.js";
import type { RevisionService } from "./revision.service.js";
import { RevisionResult } from "./revision-result.types.js";

const INPUT = { name: "input", description: "Lo que se pide. What is asked for." } as const;

/** Drafts, which say of calls what whoever owns calls takes. */
export function draftingResolver(inputTypes: Calls["inputTypes"]) {
  const { Draft, Edit } = draftInputs(inputTypes);

  @Resolver()
  class DraftingResolver {
    constructor(
      private readonly desk: RevisionService,
      private readonly present: PresentResult,
    ) {}

    @Mutation(() => RevisionResult, {
      description:
        "Abre un borrador con cambios a programas de su dependencia y a sus convocatorias. Opens a draft with changes to programs of your agency and to their calls.",
    })
    async draftRevision(@Arg("input", () => Draft, INPUT) input: DraftRevisionInput, @Ctx() context: GraphContext) {
      return this.present(context, await this.desk.draft(context, input));
    }

    @Mutation(() => RevisionResult, { description: "Cambia un borrador. Changes a draft." })
    async editRevision(@Arg("input", () => Edit, INPUT) input: EditRevisionInput, @Ctx() context: GraphContext) {
      return this.present(context, await this.desk.edit(context, input));
    }
  }
  return DraftingResolver;
}
