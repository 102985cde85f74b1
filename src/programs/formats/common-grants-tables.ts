import type { Text } from "../document/text.js";
import type { AMOUNT_TYPES, AUDIENCES, STATUSES } from "../document/vocabulary.js";

/** `OppStatusOptions` of the protocol. The first of our codes with a value is what that value is read as. */
export const OPPORTUNITY_STATUSES: Readonly<
  Record<keyof typeof STATUSES, "forecasted" | "open" | "closed" | "custom">
> = {
  planned: "forecasted",
  active: "open",
  pilot: "open",
  ended: "closed",
  one_off: "closed",
  unknown: "custom",
};

/** `ApplicantTypeOptions` of the protocol, where one of them means the same: its size classes and governments are those of the United States. */
const APPLICANT_TYPES: Readonly<Partial<Record<string, keyof typeof AUDIENCES>>> = { individual: "individual" };

/** `ApplicantType` of the protocol for one of our audiences. */
export function applicantType(audience: string): { readonly value: string; readonly customValue?: string } {
  const known = Object.entries(APPLICANT_TYPES).find(([, code]) => code === audience);
  return known === undefined ? { value: "custom", customValue: audience } : { value: known[0] };
}

/** Which of our audiences an `ApplicantType` is. */
export function audienceOf(value: unknown, customValue: unknown): string | undefined {
  if (value === "custom") return typeof customValue === "string" ? customValue : undefined;
  return typeof value === "string" && Object.hasOwn(APPLICANT_TYPES, value) ? APPLICANT_TYPES[value] : undefined;
}

/** Members of `OppFunding` that are money, and what the protocol says each is the amount of. */
export const AWARD_AMOUNTS: readonly {
  readonly field: "totalAmountAvailable" | "minAwardAmount" | "maxAwardAmount";
  readonly type: keyof typeof AMOUNT_TYPES;
  readonly concerns: Required<Text>;
}[] = [
  {
    field: "totalAmountAvailable",
    type: "total",
    concerns: { es: "monto total disponible", en: "total amount of funding available" },
  },
  {
    field: "minAwardAmount",
    type: "min",
    concerns: { es: "monto mínimo por apoyo", en: "minimum amount of funding granted per award" },
  },
  {
    field: "maxAwardAmount",
    type: "max",
    concerns: { es: "monto máximo por apoyo", en: "maximum amount of funding granted per award" },
  },
];

export interface CustomField {
  readonly name: string;
  /** Where the value stands in the document. */
  readonly path: string;
  /** `CustomFieldType` of the protocol. */
  readonly fieldType: "string" | "array" | "object";
  readonly description: string;
  readonly vital?: boolean;
}

/** What goes in `customFields`, as the document has it. */
export const CUSTOM_FIELDS: readonly CustomField[] = [
  { name: "slug", path: "slug", fieldType: "string", description: "Key of the program in the catalog" },
  { name: "programKind", path: "kind", fieldType: "string", description: "What it is: fund, scheme, service…" },
  { name: "catalog", path: "catalog", fieldType: "string", description: "Key of the catalog it belongs to" },
  { name: "names", path: "name", fieldType: "object", description: "The title by language" },
  { name: "acronym", path: "acronym", fieldType: "string", description: "Acronym" },
  { name: "aliases", path: "aliases", fieldType: "array", description: "Other names" },
  { name: "descriptions", path: "description", fieldType: "object", description: "The description by language" },
  { name: "agencies", path: "agencies", fieldType: "array", description: "Who takes part, by key, and in which role" },
  { name: "parentAgency", path: "parentAgency", fieldType: "string", description: "Key of the agency above" },
  { name: "categories", path: "categories.codes", fieldType: "array", description: "Themes, as the source has them" },
  {
    name: "proposedCategories",
    path: "categories.proposed",
    fieldType: "array",
    description: "Themes of ours, where the source gives none",
  },
  {
    name: "jurisdiction",
    path: "jurisdiction",
    fieldType: "object",
    description: "Level, state (ISO 3166-2), municipality (INEGI)",
  },
  { name: "target", path: "target", fieldType: "object", description: "Whom it is for, as stated and by code" },
  { name: "sectors", path: "sectors", fieldType: "object", description: "Sectors, by code and as stated" },
  {
    name: "supports",
    path: "supports",
    fieldType: "object",
    description: "What is given: kinds, amounts, calculations, components",
  },
  {
    name: "requirements",
    path: "requirements",
    fieldType: "array",
    description: "Conditions: text by language, role, and the rule as data over named facts of a firm",
    vital: true,
  },
  { name: "evidence", path: "evidence", fieldType: "array", description: "What proves the conditions" },
  { name: "timeline", path: "timeline", fieldType: "object", description: "When the program begins and ends" },
  {
    name: "statusHistory",
    path: "status",
    fieldType: "array",
    description: "Every statement on its status, with its date and source",
  },
  { name: "relations", path: "relations", fieldType: "array", description: "How it stands to other programs" },
  { name: "citations", path: "citations", fieldType: "array", description: "Places in the source documents" },
  { name: "inForceFrom", path: "inForceFrom", fieldType: "string", description: "First day this profile answers for" },
];
