import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { DirectoryService } from "./directory.service.js";
import type { ProgramService } from "./program.service.js";
import { Agency, Catalog } from "./view/agency.types.js";
import { Citation, SourceDocument } from "./view/citation.types.js";
import { type ProgramView, statusView } from "./view/present-program.js";
import { Participation, Program, ProgramRelation, ProgramStatus } from "./view/program.types.js";
import { Requirement } from "./view/requirement.types.js";
import { RequirementRoleEnum } from "./view/vocabulary.types.js";

/** What a program leads to: the parts that depend on the question, and the things it names by key. */
@Resolver(() => Program)
export class ProgramFieldsResolver {
  constructor(private readonly directory: DirectoryService) {}

  @FieldResolver(() => [Requirement], {
    description: "Condiciones, con su peso, regla y fuente. Conditions, with weight, rule and source.",
  })
  requirements(
    @Root() program: ProgramView,
    @Arg("role", () => [RequirementRoleEnum.values], {
      nullable: true,
      description: "Solo las de estos pesos. Only those of these roles.",
    })
    roles: string[] | null,
  ) {
    return roles ? program.requirements.filter(({ role }) => roles.includes(role.code)) : program.requirements;
  }

  @FieldResolver(() => ProgramStatus, { description: "Su estado a la fecha pedida. Its status as of the date asked." })
  status(@Root() program: ProgramView) {
    return { ...statusView(program), scope: program.scope };
  }

  @FieldResolver(() => [ProgramStatus], {
    description:
      "Todo lo que las fuentes dicen de su estado, en orden. All that the sources say of its status, in order.",
  })
  statusHistory(@Root() program: ProgramView) {
    return program.statusHistory.map((status) => ({ ...status, scope: program.scope }));
  }

  @FieldResolver(() => [Participation], { description: "Instituciones y su papel. Institutions and their role." })
  agencies(@Root() program: ProgramView) {
    return program.participations.map((participation) => ({ ...participation, scope: program.scope }));
  }

  @FieldResolver(() => Agency, { nullable: true, description: "Dependencia de la que cuelga. Ministry it hangs from." })
  parentAgency(@Root() { parentAgencySlug, scope }: ProgramView, @Ctx() context: GraphContext) {
    return parentAgencySlug === null ? null : this.directory.agency(context, parentAgencySlug, scope);
  }

  @FieldResolver(() => Catalog, { description: "Catálogo al que pertenece. Catalog it belongs to." })
  catalog(@Root() { catalogSlug, scope }: ProgramView, @Ctx() context: GraphContext) {
    return this.directory.catalog(context, catalogSlug, scope);
  }

  @FieldResolver(() => [ProgramRelation], { description: "Relación con otros programas. Relation to other programs." })
  relations(@Root() program: ProgramView) {
    return program.relations.map((relation) => ({ ...relation, scope: program.scope }));
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  constructor(private readonly directory: DirectoryService) {}

  @FieldResolver(() => Agency, { description: "La institución. The institution." })
  agency(@Root() { agencySlug, scope }: Participation, @Ctx() context: GraphContext) {
    return this.directory.agency(context, agencySlug, scope);
  }
}

@Resolver(() => ProgramRelation)
export class ProgramRelationResolver {
  constructor(private readonly catalog: ProgramService) {}

  @FieldResolver(() => Program, {
    nullable: true,
    description:
      "El otro programa, si está en el catálogo a esa fecha. The other program, if the catalog has it on that date.",
  })
  program(@Root() { programSlug, scope }: ProgramRelation, @Ctx() context: GraphContext) {
    return programSlug === null ? null : this.catalog.bySlug(context, programSlug, scope);
  }
}

@Resolver(() => ProgramStatus)
export class ProgramStatusResolver {
  constructor(private readonly catalog: ProgramService) {}

  @FieldResolver(() => Program, {
    nullable: true,
    description: "El programa que lo reemplazó. The program that replaced it.",
  })
  successor(@Root() { successorSlug, scope }: ProgramStatus, @Ctx() context: GraphContext) {
    return successorSlug === null ? null : this.catalog.bySlug(context, successorSlug, scope);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  constructor(private readonly directory: DirectoryService) {}

  @FieldResolver(() => SourceDocument, { description: "El documento. The document." })
  document(@Root() { sourceKey, language }: Citation, @Ctx() context: GraphContext) {
    return this.directory.source(context, sourceKey, language);
  }
}
