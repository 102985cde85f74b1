import { published } from "../../graph/concept.js";
import * as vocabulary from "../document/vocabulary.js";

const { CATEGORIES, PROGRAM_KINDS, LEVELS, AGENCY_LEVELS, SUPPORT_KINDS, SECTORS, AUDIENCES, STATUSES } = vocabulary;

export const CategoryEnum = published(
  "Category",
  CATEGORIES,
  "Los cinco temas del estudio de APEC de 2017.",
  "The five themes of the 2017 APEC study.",
);
export const ProgramKindEnum = published(
  "ProgramKind",
  PROGRAM_KINDS,
  "Qué clase de programa es.",
  "What kind of program it is.",
);
export const GovernmentLevelEnum = published(
  "GovernmentLevel",
  LEVELS,
  "Quién trae el programa, del más cercano al más lejano.",
  "Who brings the program, from the nearest to the farthest.",
);
export const AgencyLevelEnum = published(
  "AgencyLevel",
  AGENCY_LEVELS,
  "Ámbito de una institución.",
  "Level of an institution.",
);
export const SupportKindEnum = published("SupportKind", SUPPORT_KINDS, "Qué se da.", "What is given.");
export const SectorEnum = published("Sector", SECTORS, "Industria a la que se dirige.", "Industry it is aimed at.");
export const AudienceEnum = published("Audience", AUDIENCES, "A quién se dirige.", "Who it is aimed at.");
export const StatusEnum = published(
  "ProgramStatusCode",
  STATUSES,
  "Si el programa existe para alguien, siempre a una fecha.",
  "Whether the program is there for anybody, always as of a date.",
);
export const ConfidenceEnum = published(
  "Confidence",
  vocabulary.CONFIDENCES,
  "Qué tan respaldada está una afirmación.",
  "How well a statement is supported.",
);
export const PresenceEnum = published(
  "SourcePresence",
  vocabulary.PRESENCES,
  "Cómo aparece el programa en los documentos fuente.",
  "How the program appears in the source documents.",
);
export const NameBasisEnum = published(
  "NameBasis",
  vocabulary.NAME_BASES,
  "De dónde sale el nombre en español.",
  "Where the Spanish name comes from.",
);
export const AgencyRoleEnum = published(
  "AgencyRole",
  vocabulary.AGENCY_ROLES,
  "Papel de una institución en un programa.",
  "Role of an institution in a program.",
);
export const RequirementRoleEnum = published(
  "RequirementRole",
  vocabulary.REQUIREMENT_ROLES,
  "Qué peso tiene una condición.",
  "What weight a condition has.",
);
export const StatementBasisEnum = published(
  "StatementBasis",
  vocabulary.BASES,
  "Si la fuente lo dice o se infiere de ella.",
  "Whether the source says it or it is implied.",
);
export const AmountTypeEnum = published(
  "AmountType",
  vocabulary.AMOUNT_TYPES,
  "Qué clase de cifra es.",
  "What kind of figure it is.",
);
export const CurrencyBasisEnum = published(
  "CurrencyBasis",
  vocabulary.CURRENCY_BASES,
  "Cómo se sabe la moneda.",
  "How the currency is known.",
);
export const FigureKindEnum = published("FigureKind", vocabulary.FIGURE_KINDS, "Logro o meta.", "Result or target.");
export const RelationTypeEnum = published(
  "RelationType",
  vocabulary.RELATION_TYPES,
  "Cómo se relaciona un programa con otro.",
  "How one program relates to another.",
);
export const ExpectedVerdictEnum = published(
  "ExpectedVerdict",
  vocabulary.VERDICTS,
  "Lo que los requisitos deben dar para una empresa de ejemplo.",
  "What the requirements must come to for an example firm.",
);
