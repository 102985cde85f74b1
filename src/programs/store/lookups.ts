import DataLoader from "dataloader";
import type { Database } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";
import type { AgencyDocument, CatalogDocument, SourceDocument } from "../document/reference-documents.js";

export interface AgencyRow {
  readonly id: string;
  readonly slug: string;
  readonly document: AgencyDocument;
}

export interface CatalogRow {
  readonly id: string;
  readonly slug: string;
  readonly document: CatalogDocument;
}

export interface SourceRow {
  readonly key: string;
  readonly document: SourceDocument;
}

/** Agencies, catalogs and documents by key, within one request: one statement for all the keys of one level of the query. */
export function createDirectoryLookups(database: Database) {
  return {
    agencies: loader<AgencyRow>(database, "select id, slug, document from agency where slug = any($1::text[])", "slug"),
    agenciesById: loader<AgencyRow>(
      database,
      "select id, slug, document from agency where id::text = any($1::text[])",
      "id",
    ),
    catalogs: loader<CatalogRow>(
      database,
      "select id, slug, document from catalog where slug = any($1::text[])",
      "slug",
    ),
    catalogsById: loader<CatalogRow>(
      database,
      "select id, slug, document from catalog where id::text = any($1::text[])",
      "id",
    ),
    sources: loader<SourceRow>(
      database,
      "select key, document from source_document where key = any($1::text[])",
      "key",
    ),
  };
}

/** Which version of a program is in force on a day, by the program's slug or id, within one request. */
export function createVersionLookups(database: Database, asOf: Day) {
  const inForce = "v.superseded_at is null and v.in_force @> $2::date";
  return {
    bySlug: loader<{ slug: string; versionId: string }>(
      database,
      `select p.slug, v.id as "versionId" from program p join program_version v on v.program_id = p.id
        where p.slug = any($1::text[]) and ${inForce}`,
      "slug",
      [asOf],
    ),
    byId: loader<{ id: string; versionId: string }>(
      database,
      `select v.program_id as id, v.id as "versionId" from program_version v
        where v.program_id::text = any($1::text[]) and ${inForce}`,
      "id",
      [asOf],
    ),
  };
}

function loader<Row extends object>(
  database: Database,
  sql: string,
  key: keyof Row & string,
  more: readonly unknown[] = [],
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = await database.query<Row>(sql, [keys, ...more]);
    const found = new Map(rows.map((row) => [String(row[key]), row]));
    return keys.map((wanted) => found.get(wanted) ?? null);
  });
}
