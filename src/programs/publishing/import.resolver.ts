import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { concept } from "../../graph/concept.js";
import type { GraphContext } from "../../graph/context.js";
import type { ImportService } from "./import.service.js";
import { IMPORT_OUTCOMES, ImportProgramsInput, ImportProgramsResult } from "./import.types.js";
import type { PresentResult } from "./present-result.js";
import { presentFinding } from "./present-revision.js";

@Resolver()
export class ImportResolver {
  constructor(
    private readonly imports: ImportService,
    private readonly present: PresentResult,
  ) {}

  @Mutation(() => ImportProgramsResult, {
    description:
      "Trae muchos perfiles a la vez: dice qué es cada uno junto al catálogo y abre un borrador con los que cambian; con `dryRun` no escribe nada. Brings many profiles at once: says what each is beside the catalog and opens a draft with those that change; with `dryRun` nothing is written.",
  })
  async importPrograms(
    @Arg("input", () => ImportProgramsInput, { description: "Lo que se trae. What is brought." })
    input: ImportProgramsInput,
    @Ctx() context: GraphContext,
  ) {
    const { language } = context;
    const { programs, answer } = await this.imports.import(context, input);
    return {
      programs: programs.map(({ outcome, findings, ...program }) => ({
        ...program,
        outcome: concept(IMPORT_OUTCOMES, outcome, language),
        findings: findings.map((finding) => presentFinding(finding, language)),
      })),
      result: answer === null ? null : await this.present(context, answer),
    };
  }
}
