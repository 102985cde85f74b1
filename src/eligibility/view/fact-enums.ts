import { conceptOf, enumOf } from "../../graph/concept.js";
import { FACTS } from "../facts/index.js";

interface Named {
  readonly name: string;
  readonly es: string;
  readonly en: string;
}

/** Facts whose values are a closed list, and the enum that the list is in the API. */
const NAMES: Readonly<Record<string, Named>> = {
  activityGroup: { name: "ActivityGroup", es: "Giro del negocio.", en: "Group of activity." },
  size: { name: "FirmSize", es: "Tamaño de la empresa (DOF 30-06-2009).", en: "Size of the firm (DOF 30-06-2009)." },
  legalForm: { name: "LegalForm", es: "Persona moral o física.", en: "Legal entity or natural person." },
  sectors: { name: "FirmSector", es: "Sector en que trabaja o al que vende.", en: "Sector it works in or supplies." },
  certifications: { name: "Certification", es: "Certificación vigente.", en: "Certification held." },
  wants: { name: "SupportWanted", es: "Tipo de apoyo que se busca.", en: "Kind of support looked for." },
  purposes: { name: "SupportPurpose", es: "Para qué se usaría el apoyo.", en: "What the support would be used for." },
  applicantType: { name: "ApplicantType", es: "Quién solicita.", en: "Who applies." },
  ownerGender: { name: "OwnerGender", es: "Género de la persona dueña.", en: "Gender of the owner." },
  ownerGroups: { name: "OwnerGroup", es: "Grupo de la persona dueña.", en: "Group the owner belongs to." },
};

/** The GraphQL enum of each fact with a closed list of values: SCREAMING_CASE outside, the value of the rules inside. */
export const FACT_ENUMS: ReadonlyMap<string, Record<string, string>> = new Map(
  Object.entries(FACTS).flatMap(([key, fact]) => {
    if (!("values" in fact)) return [];
    const named = NAMES[key];
    if (named === undefined) throw new Error(`the fact ${key} needs a name for its enum`);
    return [[key, enumOf(named.name, fact.values, named)] as const];
  }),
);

/** The size of a firm with its name. */
export const FirmSizeConcept = conceptOf("FirmSize", FACT_ENUMS.get("size") ?? {});
