import { statusOn } from "../document/status.js";
import {
  AUDIENCES,
  CATEGORIES,
  LEVELS,
  PROGRAM_KINDS,
  SECTORS,
  STATUSES,
  SUPPORT_KINDS,
} from "../document/vocabulary.js";
import {
  authoritiesOf,
  citations,
  collection,
  evidence,
  field,
  identifier,
  participations,
  places,
  requirements,
} from "./cpsv-ap-parts.js";
import { type Format, filesEndingIn } from "./format.js";
import { gaps } from "./gaps.js";
import { conceptOf, OURS } from "./linked-concepts.js";
import { graphLayout } from "./linked-layout.js";
import { type Field, languageTexts, listOf, plainText, readFields, writeFields } from "./mapping.js";
import { readUntrusted } from "./plain-json.js";

/**
 * Prefixes as CPSV-AP 3.2.0 and CCCEV 2.1.0 have them (`context/cpsv-ap_en.jsonld`, `context/cccev-ap_en.jsonld` of their releases at
 * semiceu.github.io), and the few values that are not plain. A rule is a JSON literal (JSON-LD 1.1, `@json`), so that it stays what it is.
 */
const CONTEXT = {
  "@version": 1.1,
  adms: "http://www.w3.org/ns/adms#",
  cpsv: "http://purl.org/vocab/cpsv#",
  cv: "http://data.europa.eu/m8g/",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  vu: { "@id": OURS, "@prefix": true },
  "dct:modified": { "@id": "dct:modified", "@type": "xsd:dateTime" },
  "vu:inForceFrom": { "@id": "vu:inForceFrom", "@type": "xsd:date" },
  "vu:rule": { "@id": "vu:rule", "@type": "@json" },
  "vu:original": { "@id": "vu:original", "@container": "@list" },
} as const;

const FIELDS: readonly Field[] = [
  identifier("slug"),
  field("dct:title", "name", languageTexts),
  field("dct:alternative", "acronym", plainText),
  field("dcat:keyword", "aliases", listOf(plainText)),
  field("dct:description", "description", languageTexts),
  field("vu:kind", "kind", conceptOf("kind", PROGRAM_KINDS)),
  field("dct:isPartOf", "catalog", collection),
  field("cv:hasParticipation", "agencies", participations),
  field("cv:thematicArea", "categories.codes", listOf(conceptOf("category", CATEGORIES))),
  field("dct:spatial", "jurisdiction", places),
  field("vu:level", "jurisdiction.level", conceptOf("level", LEVELS)),
  field("dct:audience", "target.audiences", listOf(conceptOf("audience", AUDIENCES))),
  field("vu:target", "target.asStated", languageTexts),
  field("cv:sector", "sectors.tags", listOf(conceptOf("sector", SECTORS))),
  field("cpsv:produces", "supports.kinds", listOf(conceptOf("support-kind", SUPPORT_KINDS, "dct:title"))),
  { ...field("cv:holdsRequirement", "requirements", requirements), vital: true },
  field("cv:hasInputType", "evidence", evidence),
  field("dct:references", "citations", citations),
  field("vu:inForceFrom", "inForceFrom", plainText),
];

/**
 * Linked data in the words of CPSV-AP 3.2.0 (`cpsv:PublicService`) and CCCEV 2.1.0 (`cv:Requirement`, `cv:EvidenceType`), as JSON-LD. `vu:` are words
 * of ours where neither has one: above all `vu:rule`, the condition as data.
 */
export const CPSV_AP: Format = {
  name: { es: "Datos enlazados CPSV-AP y CCCEV", en: "CPSV-AP and CCCEV linked data" },
  mediaType: "application/ld+json",
  addresses: filesEndingIn("jsonld"),
  layout: graphLayout(CONTEXT),
  write: (document, about) => ({
    "@id": `urn:uuid:${about.id}`,
    "@type": "cpsv:PublicService",
    ...writeFields(FIELDS, document, about),
    "cv:hasCompetentAuthority": authoritiesOf(document.agencies),
    "adms:status": conceptOf("status", STATUSES).write(statusOn(document, about.asOf).statement.code, about),
    "dct:modified": about.recordedAt,
  }),
  read: (raw) =>
    readUntrusted(raw, (node) => (node["@type"] === "cpsv:PublicService" ? readFields(FIELDS, node) : undefined)),
  cannot: [
    {
      path: "status",
      es: "la historia del estado: solo hay lugar para el de hoy",
      en: "the history of its status: there is room for today's only",
    },
    {
      path: "supports.amounts",
      es: "los montos: un resultado no tiene cantidad",
      en: "amounts: an output has no quantity",
    },
    {
      path: "relations",
      es: "las relaciones con otros programas, que aquí tienen tipo",
      en: "relations to other programs, which have types here",
    },
    ...gaps(
      "timeline",
      "supports.calculations",
      "supports.components",
      "results",
      "conflicts",
      "cases",
      "presence",
      "nameBasis",
      "parentAgency",
      "categories.proposed",
      "categories.table",
      "categories.body",
      "categories.tableAndBodyAgree",
      "categories.note",
      "jurisdiction.stateCodeAsPrinted",
      "jurisdiction.note",
      "sectors.asStated",
      "sectors.note",
    ),
  ],
};
