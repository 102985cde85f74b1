import type { Database } from "../../platform/database.js";
import type { Revision } from "../../platform/revision.js";
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

/** Everyone behind the programs, as of one revision of the catalog. */
export interface Directory {
  /** Changes with every publication. */
  readonly revision: string;
  readonly agencies: ReadonlyMap<string, AgencyRow>;
  readonly agenciesById: ReadonlyMap<string, AgencyRow>;
  readonly catalogs: ReadonlyMap<string, CatalogRow>;
  readonly catalogsById: ReadonlyMap<string, CatalogRow>;
  readonly sources: ReadonlyMap<string, SourceDocument>;
}

/** Agencies, catalogs and source documents. They are few and change only with a publication, so they stay in memory. */
export class DirectoryStore {
  #kept: { readonly revision: string; readonly directory: Promise<Directory> } | undefined;
  #read: Directory | undefined;

  constructor(
    private readonly database: Pick<Database, "query">,
    private readonly revision: Pick<Revision, "known" | "current">,
  ) {}

  /** As of the revision that is known; without waiting where it has been read. */
  current(): Directory | Promise<Directory> {
    const known = this.revision.known();
    return known !== undefined && this.#read?.revision === known ? this.#read : this.#current();
  }

  async #current(): Promise<Directory> {
    const revision = await this.revision.current();
    if (this.#kept?.revision !== revision) {
      const directory = this.#load(revision);
      this.#kept = { revision, directory };
      directory.catch(() => {
        this.#kept = undefined;
      });
    }
    this.#read = await this.#kept.directory;
    return this.#read;
  }

  async #load(revision: string): Promise<Directory> {
    const [rows] = await this.database.query<{
      agencies: AgencyRow[];
      catalogs: CatalogRow[];
      sources: SourceDocument[];
    }>(`select
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'document', document)), '[]') from agency) as agencies,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'document', document)), '[]') from catalog) as catalogs,
        (select coalesce(jsonb_agg(document), '[]') from source_document) as sources`);
    const { agencies = [], catalogs = [], sources = [] } = rows ?? {};
    return {
      revision,
      agencies: new Map(agencies.map((agency) => [agency.slug, agency])),
      agenciesById: new Map(agencies.map((agency) => [agency.id, agency])),
      catalogs: new Map(catalogs.map((catalog) => [catalog.slug, catalog])),
      catalogsById: new Map(catalogs.map((catalog) => [catalog.id, catalog])),
      sources: new Map(sources.map((source) => [source.key, source])),
    };
  }
}
