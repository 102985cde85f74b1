import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, unknownName } from "./flaw.js";
import { AGENCY, type Known } from "./known.js";

const PROGRAM = { es: "un programa del catálogo", en: "program" };
const CATALOG = { es: "un catálogo conocido", en: "catalog" };
const SOURCE = { es: "un documento fuente conocido", en: "document" };

/** Names of other things: institutions, catalogs, source documents, programs. */
export function checkNames(program: ProgramDocument, known: Known): readonly Flaw[] {
  const { catalog, parentAgency, agencies, citations, relations, status } = program;
  return [
    ...unknownName(["catalog"], catalog, known.catalogs, CATALOG),
    ...unknownName(["parentAgency"], parentAgency, known.agencies, AGENCY),
    ...agencies.flatMap(({ agency }, index) =>
      unknownName(["agencies", index, "agency"], agency, known.agencies, AGENCY),
    ),
    ...citations.flatMap(({ document }, index) =>
      unknownName(["citations", index, "document"], document, known.sources, SOURCE),
    ),
    ...relations.flatMap(({ program: other }, index) =>
      unknownName(["relations", index, "program"], other, known.programs, PROGRAM),
    ),
    ...status.flatMap(({ successor }, index) =>
      unknownName(["status", index, "successor"], successor, known.programs, PROGRAM),
    ),
  ];
}
