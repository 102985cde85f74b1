import { z } from "zod";
import { PartialDate } from "./partial-date.js";
import { MUNICIPALITY_FORM, Slug, STATE_FORM } from "./program-document.js";
import { Text } from "./text.js";
import { AGENCY_LEVELS, NAME_BASES } from "./vocabulary.js";

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

/** One institution of `seeds/agencies.yaml` (CPSV-AP public organisation, or a private or academic body that takes part). */
export const AgencyDocument = z.strictObject({
  slug: Slug,
  name: Text,
  nameBasis: z.enum(keys(NAME_BASES)).optional(),
  acronym: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  level: z.enum(keys(AGENCY_LEVELS)),
  state: z
    .string()
    .regex(/^MX-[A-Z]{3}$/, STATE_FORM)
    .optional(),
  municipality: z
    .string()
    .regex(/^\d{5}$/, MUNICIPALITY_FORM)
    .optional(),
  parent: Slug.optional(),
  note: Text.optional(),
});
export type AgencyDocument = z.output<typeof AgencyDocument>;

/** One collection of `seeds/catalogs.yaml`: a publisher's programs. */
export const CatalogDocument = z.strictObject({
  slug: Slug,
  name: Text,
  description: Text,
  publisher: Slug.optional().describe("Agency that would answer for it, where one does"),
});
export type CatalogDocument = z.output<typeof CatalogDocument>;

/** One document of `seeds/documents.yaml` that citations point into. */
export const SourceDocument = z.strictObject({
  key: z.string().min(1),
  title: z.string().min(1).describe("As printed"),
  published: PartialDate,
  publishedNote: Text.optional(),
  about: Text,
});
export type SourceDocument = z.output<typeof SourceDocument>;
