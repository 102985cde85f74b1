import { Field, ID, Int, ObjectType } from "type-graphql";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import { DateScalar, DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { PUBLISHING_FINDING_KINDS } from "../checks/codes.js";
import { ProgramDifference } from "../history/history.types.js";
import { Program } from "../view/program.types.js";
import { REVISION_EVENTS, REVISION_MOVES, REVISION_STATES } from "./lifecycle.js";
import { ACTORS, SEVERITIES } from "./revision-words.js";

export const RevisionStates = published(
  "RevisionState",
  REVISION_STATES,
  "En qué punto está una revisión.",
  "Where a revision stands.",
);
export const RevisionMoves = published(
  "RevisionMove",
  REVISION_MOVES,
  "Lo que puede hacerse con una revisión.",
  "What can be done with a revision.",
);
export const RevisionEvents = published(
  "RevisionEventKind",
  REVISION_EVENTS,
  "Lo que pasó con una revisión.",
  "What happened to a revision.",
);
export const RevisionActors = published("RevisionActor", ACTORS, "En qué papel se hizo.", "In which role it was done.");
export const FindingKinds = published(
  "FindingKind",
  PUBLISHING_FINDING_KINDS,
  "Qué puede encontrarse en un perfil o una convocatoria antes de publicarse.",
  "What can be found in a profile or a call before it is published.",
);
export const Severities = published("FindingSeverity", SEVERITIES, "Qué tan grave es.", "How grave it is.");

@ObjectType({
  simpleResolvers: true,
  description:
    "Algo que está mal o es dudoso en lo que se va a publicar. Something wrong or doubtful in what is to be published.",
})
export class PreflightFinding {
  @Field(() => ID, { description: "Clave del programa. Key of the program." })
  program!: string;

  @Field(() => Severities.concept, { description: "Qué tan grave es. How grave it is." })
  severity!: Concept;

  @Field(() => FindingKinds.concept, { description: "Qué es, en general. What it is, in general." })
  kind!: Concept;

  @Field(() => String, {
    deprecationReason: "Use `kind { code }`, que además tiene nombre. Use `kind { code }`, which has a name too.",
    description: "Código estable, en minúsculas. Stable code, in lower case.",
  })
  code!: string;

  @Field(() => [String], {
    description:
      "Dónde está en el perfil; de una convocatoria, calls y su lugar en la revisión primero. Where in the profile it is; of a call, calls and its place in the revision first.",
  })
  path!: readonly string[];

  @Field(() => String, { description: "Qué pasa. What is the matter." })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Un campo que dos revisiones cambiaron de distinta forma. A field that two revisions changed differently.",
})
export class FieldConflict {
  @Field(() => ID, { description: "Clave del programa. Key of the program." })
  program!: string;

  @Field(() => [String], { description: "Dónde está en el perfil. Where in the profile it is." })
  path!: readonly string[];

  @Field(() => JsonScalar, { nullable: true, description: "Lo que había. What there was." })
  base!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: "Lo de esta revisión. What this revision makes of it." })
  mine!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: "Lo que ya se publicó. What is published." })
  theirs!: unknown;
}

@ObjectType({
  simpleResolvers: true,
  description: "Lo que una revisión hace de un programa. What a revision makes of a program.",
})
export class RevisionChange {
  @Field(() => ID, { description: "Clave del programa. Key of the program." })
  slug!: string;

  @Field(() => Program, {
    nullable: true,
    description: "El programa como está hoy; nulo si es nuevo. The program as it is today; null if it is new.",
  })
  program!: Program | null;

  @Field(() => JsonScalar, { description: "El perfil como quedaría. The profile as it would be." })
  document!: object;

  @Field(() => [ProgramDifference], {
    description: "Lo que cambia, campo por campo. What changes, field by field.",
  })
  differences!: readonly ProgramDifference[];

  @Field(() => Int, {
    nullable: true,
    description: "Número de la edición que se publicó con ella. Number of the edition that was published with it.",
  })
  publishedAs!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Algo que pasó con una revisión. Something that happened to a revision.",
})
export class RevisionEvent {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => RevisionEvents.concept, { description: "Qué. What." })
  what!: Concept;

  @Field(() => RevisionStates.concept, { nullable: true, description: "De qué estado. From which state." })
  from!: Concept | null;

  @Field(() => RevisionStates.concept, { description: "A qué estado. Into which state." })
  to!: Concept;

  @Field(() => RevisionActors.concept, { description: "En qué papel. In which role." })
  by!: Concept;

  @Field(() => String, { description: "Quién. Who." })
  actor!: string;

  @Field(() => String, { nullable: true, description: "Por qué. Why." })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: "Cuándo. When." })
  at!: string;

  @Field(() => Int, { description: "Versión a la que llevó. Version it led to." })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: "Algo que pasó, en una lista. Something that happened, in a list." })
export class RevisionEventEdge extends edgeOf(() => RevisionEvent) {}

@ObjectType({ simpleResolvers: true, description: "Una página de lo que pasó. A page of what happened." })
export class RevisionEventConnection extends connectionOf(() => RevisionEvent, RevisionEventEdge) {}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Un cambio a uno o varios programas y a sus convocatorias: se prepara, lo aprueba otra persona y vale desde un día. A change to one or several programs and to their calls: drafted, approved by a second person, holding from a day on.",
})
export class Revision extends Node {
  @Field(() => RevisionStates.concept, { description: "En qué punto está. Where it stands." })
  state!: Concept;

  @Field(() => String, { description: "Dependencia que la prepara (slug). Agency that prepares it (slug)." })
  agencySlug!: string;

  @Field(() => String, { description: "Qué cambia, en una línea. What changes, in one line." })
  title!: string;

  @Field(() => String, { description: "Por qué. Why." })
  reason!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Primer día en que vale; nulo: el día en que se publique. First day it holds; null: when published.",
  })
  effectiveOn!: string | null;

  @Field(() => String, { description: "Quién la abrió. Who opened it." })
  author!: string;

  @Field(() => String, { nullable: true, description: "Quién la aprobó. Who approved it." })
  approvedBy!: string | null;

  @Field(() => [RevisionMoves.concept], { description: "Qué puede hacer usted ahora. What you can do now." })
  allowedMoves!: readonly Concept[];

  @Field(() => Int, { description: "Aumenta con cada cambio. Grows with each change." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "Cuándo se abrió. When it was opened." })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: "Último cambio. Last change." })
  updatedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se publicó. When it was published." })
  publishedAt!: string | null;

  @Field(() => ID, { nullable: true, description: "La revisión que revierte. The revision it rolls back." })
  rollsBackId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Una revisión en una lista. A revision in a list." })
export class RevisionEdge extends edgeOf(() => Revision) {}

@ObjectType({ simpleResolvers: true, description: "Una página de revisiones. A page of revisions." })
export class RevisionConnection extends connectionOf(() => Revision, RevisionEdge) {}
