import { Arg, Ctx, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { scopeOf } from "../../graph/reading.js";
import type { ProgramService } from "../program.service.js";
import { presentChange, presentFinding } from "./present-revision.js";
import type { Proposal, Proposals } from "./proposals.js";
import { ProgramChangeInput } from "./revision.inputs.js";
import { PreflightFinding, RevisionChange } from "./revision.types.js";

@ObjectType({
  description:
    "Lo que unos cambios harían, sin que nada se escriba. What some changes would do, without anything being written.",
})
export class ChangePreview {
  readonly proposals!: readonly Proposal[];
}

/** Trying changes before there is a draft of them. */
@Resolver(() => ChangePreview)
export class PreviewResolver {
  constructor(
    private readonly proposals: Proposals,
    private readonly programs: ProgramService,
  ) {}

  @Query(() => ChangePreview, {
    complexity: ({ childComplexity }) => 10 + childComplexity,
    description:
      "Prueba cambios a programas de su dependencia: cómo quedarían, qué está mal y qué les haría a las empresas. No escribe nada. Tries changes to programs of your agency: what they would be, what is wrong, and what it would do to firms. Nothing is written.",
  })
  async previewChanges(
    @Arg("changes", () => [ProgramChangeInput], {
      description: "Los cambios, cada programa una vez. The changes, each program once.",
    })
    changes: ProgramChangeInput[],
    @Ctx() context: GraphContext,
  ) {
    return { proposals: await this.proposals.read(context, changes, "changes") };
  }

  @FieldResolver(() => [RevisionChange], {
    complexity: ({ childComplexity }) => 10 + 10 * childComplexity,
    description: "Los programas como quedarían. The programs as they would be.",
  })
  changes(@Root() { proposals }: ChangePreview, @Ctx() context: GraphContext) {
    const scope = scopeOf({}, context);
    return proposals.map((proposal) => ({
      ...presentChange({ ...proposal, publishedAs: null }, context.language),
      drafted: false,
      program: this.programs.bySlug(context, proposal.slug, scope),
    }));
  }

  @FieldResolver(() => [PreflightFinding], {
    complexity: 200,
    description: "Lo que se revisaría antes de enviarlos. What would be checked before they are submitted.",
  })
  async findings(@Root() { proposals }: ChangePreview, @Ctx() context: GraphContext) {
    const findings = await this.proposals.findings(context, proposals);
    return findings.map((finding) => presentFinding(finding, context.language));
  }
}
