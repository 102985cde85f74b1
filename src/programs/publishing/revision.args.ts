import { ArgsType, Field, ID } from "type-graphql";
import { PageArgs } from "../../graph/connection.js";
import type { RevisionState } from "./lifecycle.js";
import { RevisionStates } from "./revision.types.js";

@ArgsType()
export class RevisionsArgs extends PageArgs {
  @Field(() => [RevisionStates.values], {
    nullable: true,
    description: "Solo las de estos estados. Only those in these states.",
  })
  states?: RevisionState[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "Solo las que cambian este programa (slug). Only those that change this program (slug).",
  })
  program?: string | null;
}
