import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { Language } from "../../graph/language.js";
import { Node } from "../../graph/node.js";
import type { Scope } from "../../graph/reading.js";
import { DateScalar, PartialDateScalar } from "../../graph/scalars.js";
import type { ProgramDocument } from "../document/program-document.js";
import { Citation } from "./citation.types.js";
import {
  CategoryAssignment,
  Conflict,
  Jurisdiction,
  LanguageNote,
  ProgramVersion,
  SectorScope,
  TargetPopulation,
  Timeline,
} from "./program-parts.types.js";
import { Evidence, GoldenCase, type Requirement } from "./requirement.types.js";
import { Results, Support } from "./support.types.js";
import {
  AgencyRoleEnum,
  ConfidenceEnum,
  NameBasisEnum,
  PresenceEnum,
  ProgramKindEnum,
  RelationTypeEnum,
  StatusEnum,
} from "./vocabulary.types.js";

@ObjectType({ description: "El papel de una institución en el programa. The role of an institution in the program." })
export class Participation {
  @Field(() => AgencyRoleEnum.concept, { simple: true, description: "Papel. Role." })
  role!: Concept;

  @Field(() => String, {
    simple: true,
    nullable: true,
    description: "El papel en palabras de la fuente. The role in the words of the source.",
  })
  roleAsStated!: string | null;

  @Field(() => String, { simple: true, nullable: true, description: "Observación. Note." })
  note!: string | null;

  agencySlug!: string;
  scope!: Scope;
}

@ObjectType({
  description:
    "Lo que se sabe de si el programa existe, desde cuándo y por quién. What is known of whether the program is there, since when and from whom.",
})
export class ProgramStatus {
  @Field(() => StatusEnum.values, { simple: true, description: "Estado, para programas. Status, for programs." })
  code!: string;

  @Field(() => String, { simple: true, description: "Estado, en la lengua pedida. Status, in the language asked for." })
  label!: string;

  @Field(() => PartialDateScalar, {
    simple: true,
    nullable: true,
    description: "Desde cuándo, si se sabe. Since when, if known.",
  })
  since!: string | null;

  @Field(() => PartialDateScalar, {
    simple: true,
    nullable: true,
    description:
      "Fecha de la fuente que lo dice; después nadie lo ha confirmado. Date of the source that says so; nobody has confirmed it since.",
  })
  attestedOn!: string | null;

  @Field(() => ConfidenceEnum.concept, {
    simple: true,
    description: "Qué tan respaldado está. How well supported it is.",
  })
  confidence!: Concept;

  @Field(() => String, { simple: true, nullable: true, description: "Observación. Note." })
  note!: string | null;

  @Field(() => [Citation], { simple: true, description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];

  successorSlug!: string | null;
  scope!: Scope;
}

@ObjectType({
  description:
    "Relación con otro programa, o con algo que no está en el catálogo. Relation to another program, or to something not in the catalog.",
})
export class ProgramRelation {
  @Field(() => RelationTypeEnum.concept, { simple: true, description: "Cómo se relacionan. How they relate." })
  type!: Concept;

  @Field(() => String, {
    simple: true,
    nullable: true,
    description:
      "Nombre de lo relacionado cuando no es un programa del catálogo. Name of the other side when it is not a program of the catalog.",
  })
  name!: string | null;

  @Field(() => String, { simple: true, nullable: true, description: "Observación. Note." })
  note!: string | null;

  programSlug!: string | null;
  scope!: Scope;
}

@Directive('@key(fields: "id asOf language version { number }")')
@Directive('@key(fields: "id asOf language")')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description:
    "Un programa público de apoyo a empresas: qué da, a quién, con qué condiciones, y de dónde se sabe. A public program that supports firms: what it gives, to whom, under which conditions, and how that is known.",
})
export class Program extends Node {
  @Field(() => ID, { simple: true, description: "Identificador global. Global id." })
  declare id: string;

  @Field(() => String, {
    simple: true,
    description: "Clave legible y estable, p. ej. fondo-pyme. Readable, stable key, e.g. fondo-pyme.",
  })
  slug!: string;

  @Field(() => String, { simple: true, description: "Nombre en la lengua pedida. Name in the language asked for." })
  name!: string;

  @Field(() => NameBasisEnum.concept, {
    simple: true,
    nullable: true,
    description: "De dónde sale el nombre en español. Where the Spanish name comes from.",
  })
  nameBasis!: Concept | null;

  @Field(() => String, { simple: true, nullable: true, description: "Siglas. Acronym." })
  acronym!: string | null;

  @Field(() => [String], {
    simple: true,
    description: "Otros nombres con que se le conoce. Other names it is known by.",
  })
  aliases!: readonly string[];

  @Field(() => String, { simple: true, description: "De qué se trata, en pocas palabras. What it is, in few words." })
  description!: string;

  @Field(() => Language, { simple: true, description: "Lengua en que se lee. Language it is read in." })
  language!: string;

  @Field(() => [LanguageNote], {
    simple: true,
    description: "Textos que no son un original en esa lengua. Texts that are not an original in that language.",
  })
  languageNotes!: readonly LanguageNote[];

  @Field(() => ProgramKindEnum.concept, {
    simple: true,
    description: "Qué clase de programa es. What kind of program it is.",
  })
  kind!: Concept;

  @Field(() => PresenceEnum.concept, {
    simple: true,
    description: "Cómo aparece en los documentos fuente. How it appears in the source documents.",
  })
  presence!: Concept;

  @Field(() => CategoryAssignment, { simple: true, description: "Temas. Themes." })
  categories!: CategoryAssignment;

  @Field(() => Jurisdiction, { simple: true, description: "Dónde vale. Where it applies." })
  jurisdiction!: Jurisdiction;

  @Field(() => TargetPopulation, { simple: true, description: "A quién se dirige. Who it is aimed at." })
  target!: TargetPopulation;

  @Field(() => SectorScope, { simple: true, description: "Industrias. Industries." })
  sectors!: SectorScope;

  @Field(() => Support, { simple: true, description: "Qué da. What it gives." })
  support!: Support;

  @Field(() => [Evidence], { simple: true, description: "Documentos que pide. Documents it asks for." })
  evidence!: readonly Evidence[];

  @Field(() => [GoldenCase], {
    simple: true,
    description:
      "Empresas de ejemplo con lo que deben dar los requisitos. Example firms with what the requirements must come to.",
  })
  goldenCases!: readonly GoldenCase[];

  @Field(() => Timeline, { simple: true, description: "Cuándo empezó y terminó. When it began and ended." })
  timeline!: Timeline;

  @Field(() => DateScalar, { simple: true, description: "Fecha para la que se responde. Date the answer is for." })
  asOf!: string;

  @Field(() => Results, { simple: true, description: "Resultados. Results." })
  results!: Results;

  @Field(() => [Conflict], {
    simple: true,
    description: "En qué no concuerdan las fuentes. Where the sources disagree.",
  })
  conflicts!: readonly Conflict[];

  @Field(() => [Citation], { simple: true, description: "Todas sus citas. All its citations." })
  citations!: readonly Citation[];

  @Field(() => ProgramVersion, { simple: true, description: "Edición del perfil. Edition of the profile." })
  version!: ProgramVersion;

  requirements!: readonly Requirement[];
  statusHistory!: readonly Omit<ProgramStatus, "scope">[];
  participations!: readonly Omit<Participation, "scope">[];
  relations!: readonly Omit<ProgramRelation, "scope">[];
  catalogSlug!: string;
  parentAgencySlug!: string | null;
  document!: ProgramDocument;
  scope!: Scope;
  nodeType!: "Program";
}
