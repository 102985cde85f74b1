import { defineEntity, p } from "@mikro-orm/core";
import type { ProgramDocument } from "./document/program-document.js";
import type { AgencyDocument, CatalogDocument, SourceDocument } from "./document/reference-documents.js";

/** The write side of the catalog. Readers never see these: they are served from the documents. */
export const Agency = defineEntity({
  name: "Agency",
  tableName: "agency",
  properties: {
    id: p.uuid().primary(),
    slug: p.text().unique(),
    level: p.text(),
    parentId: p.uuid().nullable(),
    document: p.json<AgencyDocument>(),
  },
});

export const Catalog = defineEntity({
  name: "Catalog",
  tableName: "catalog",
  properties: {
    id: p.uuid().primary(),
    slug: p.text().unique(),
    publisherId: p.uuid().nullable(),
    document: p.json<CatalogDocument>(),
  },
});

export const Source = defineEntity({
  name: "Source",
  tableName: "source_document",
  properties: { key: p.text().primary(), document: p.json<SourceDocument>() },
});

export const Program = defineEntity({
  name: "Program",
  tableName: "program",
  properties: { id: p.uuid().primary(), slug: p.text().unique() },
});

/**
 * One edition of a program's profile. `inForce` says when it is the truth about the program,
 * `recordedAt` and `supersededAt` when the catalog held it to be so; a published version never changes.
 */
export const ProgramVersion = defineEntity({
  name: "ProgramVersion",
  tableName: "program_version",
  properties: {
    id: p.uuid().primary(),
    programId: p.uuid(),
    number: p.integer(),
    catalogId: p.uuid(),
    inForce: p.string().columnType("daterange"),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
    origin: p.text(),
    digest: p.text(),
    level: p.text(),
    stateCode: p.text().nullable(),
    municipalityCode: p.text().nullable(),
    nameEs: p.text(),
    nameEn: p.text(),
    facets: p.array(),
    document: p.json<ProgramDocument>(),
  },
});

export const ProgramStatusPeriod = defineEntity({
  name: "ProgramStatusPeriod",
  tableName: "program_status",
  properties: { versionId: p.uuid().primary(), during: p.string().columnType("daterange").primary(), code: p.text() },
});

export const ProgramAgency = defineEntity({
  name: "ProgramAgency",
  tableName: "program_agency",
  properties: { versionId: p.uuid().primary(), agencyId: p.uuid().primary(), role: p.text().primary() },
});

export const SearchPosting = defineEntity({
  name: "SearchPosting",
  tableName: "search_posting",
  properties: {
    word: p.text().primary(),
    versionId: p.uuid().primary(),
    weight: p.float(),
    fields: p.array(),
  },
});

export const PROGRAM_ENTITIES = [
  Agency,
  Catalog,
  Source,
  Program,
  ProgramVersion,
  ProgramStatusPeriod,
  ProgramAgency,
  SearchPosting,
];
