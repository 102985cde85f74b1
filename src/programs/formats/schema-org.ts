import { AUDIENCES, CATEGORIES, LEVELS, PROGRAM_KINDS, SUPPORT_KINDS } from "../document/vocabulary.js";
import { type Format, filesEndingIn } from "./format.js";
import { gaps } from "./gaps.js";
import { conceptOf, OURS } from "./linked-concepts.js";
import { graphLayout } from "./linked-layout.js";
import {
  at,
  type Codec,
  type Field,
  languageStrings,
  languageTexts,
  listOf,
  objectOf,
  plainText,
  readFields,
  textUnder,
  writeFields,
} from "./mapping.js";
import { type Json, readUntrusted } from "./plain-json.js";

/** Inline, so that nothing is fetched to read it; `vu:` only tells the codes of our vocabularies. */
const CONTEXT = { "@vocab": "https://schema.org/", vu: { "@id": OURS, "@prefix": true } } as const;

const field = (to: string, path: string, as: Codec): Field => ({ to, path, as });

/** Who provides it. Its role has no place: schema.org knows a provider and an operator. */
const provider: Codec = {
  write: (value, { agencies }) => ({
    "@type": "Organization",
    identifier: at(value, "agency"),
    name: languageStrings(agencies.get(String(at(value, "agency")))?.document.name ?? {}),
  }),
  read(raw) {
    const agency = plainText.read(at(raw, "identifier") as Json);
    return agency === undefined ? undefined : { agency };
  },
};

const JURISDICTION = objectOf(
  [
    field("additionalType", "level", conceptOf("level", LEVELS, "name")),
    field("identifier", "municipality", plainText),
    field(
      "containedInPlace",
      "state",
      textUnder("identifier", () => ({ "@type": "State" })),
    ),
  ],
  { "@type": "AdministrativeArea" },
);

const audience: Codec = {
  write: (code, about) => ({
    "@type": "Audience",
    additionalType: conceptOf("audience", AUDIENCES, "name").write(code, about),
  }),
  read: (raw) => conceptOf("audience", AUDIENCES).read(at(raw, "additionalType") as Json),
};

const FIELDS: readonly Field[] = [
  field("identifier", "slug", plainText),
  field("name", "name", languageTexts),
  field("alternateName", "aliases", listOf(plainText)),
  field("description", "description", languageTexts),
  field("additionalType", "kind", conceptOf("kind", PROGRAM_KINDS, "name")),
  field("category", "categories.codes", listOf(conceptOf("category", CATEGORIES, "name"))),
  field("provider", "agencies", listOf(provider)),
  field("jurisdiction", "jurisdiction", JURISDICTION),
  field("audience", "target.audiences", listOf(audience)),
  field("serviceOutput", "supports.kinds", listOf(conceptOf("support-kind", SUPPORT_KINDS, "name"))),
];

/** Markup for search engines: schema.org `GovernmentService`, whose own and inherited properties (Service, Thing) are all it uses. */
export const SCHEMA_ORG: Format = {
  name: { es: "Marcado schema.org", en: "schema.org markup" },
  mediaType: "application/ld+json",
  addresses: filesEndingIn("schema.jsonld"),
  layout: graphLayout(CONTEXT),
  write: (document, about) => ({
    "@id": `urn:uuid:${about.id}`,
    "@type": "GovernmentService",
    url: `${about.baseUrl}/catalog/programs/${document.slug}.schema.jsonld`,
    ...writeFields(FIELDS, document, about),
  }),
  read: (raw) =>
    readUntrusted(raw, (node) => (node["@type"] === "GovernmentService" ? readFields(FIELDS, node) : undefined)),
  cannot: [
    {
      path: "requirements",
      es: "los requisitos y sus reglas: schema.org no dice quién puede recibir un servicio",
      en: "conditions and their rules: schema.org does not say who may have a service",
    },
    ...gaps(
      "evidence",
      "supports.amounts",
      "supports.calculations",
      "supports.components",
      "target.asStated",
      "sectors",
      "status",
      "timeline",
      "inForceFrom",
      "results",
      "relations",
      "conflicts",
      "citations",
      "cases",
      "catalog",
      "presence",
      "nameBasis",
      "acronym",
      "parentAgency",
      "agencies.role",
      "agencies.roleAsStated",
      "agencies.note",
      "categories.proposed",
      "categories.table",
      "categories.body",
      "categories.tableAndBodyAgree",
      "categories.note",
      "jurisdiction.stateCodeAsPrinted",
      "jurisdiction.note",
    ),
  ],
};
