import { connection, type PageRequest } from "../graph/connection.js";
import { type GraphContext, perRequest } from "../graph/context.js";
import { type Cursors, listQuestion } from "../graph/cursor.js";
import type { Scope } from "../graph/reading.js";
import type { Database } from "../platform/database.js";
import type { Revision } from "../platform/revision.js";
import type { Language } from "./document/text.js";
import { type AgencyRow, type CatalogRow, type Directory, DirectoryStore } from "./store/directory.js";
import type { KeptReadings } from "./store/kept-readings.js";
import { listNamed } from "./store/list-named.js";
import { localize } from "./view/localize.js";
import { presentAgency, presentCatalog } from "./view/present-agency.js";

export interface DirectoryServiceOptions {
  readonly database: Database;
  readonly revision: Pick<Revision, "known" | "current">;
  readonly readings: KeptReadings;
  readonly cursors: Cursors;
}

/** Reads who is behind the programs: agencies, catalogs, and the documents that are cited. */
export class DirectoryService {
  /** The directory as it is for this request. */
  readonly directory: (context: GraphContext) => Directory | Promise<Directory>;
  readonly #store: DirectoryStore;

  constructor(private readonly options: DirectoryServiceOptions) {
    this.#store = new DirectoryStore(options.database, options.revision);
    this.directory = perRequest(() => this.#store.current());
  }

  /** Changes with every publication. */
  revision(): Promise<string> {
    return this.options.revision.current();
  }

  /** Everyone behind the programs, and what is cited, as of now. */
  async everyone(): Promise<Directory> {
    return this.#store.current();
  }

  /** The documents that are cited, by key. */
  async sources(): Promise<Directory["sources"]> {
    return (await this.#store.current()).sources;
  }

  /** Whether there is an agency of this slug. */
  async hasAgency(slug: string): Promise<boolean> {
    return (await this.#store.current()).agencies.has(slug);
  }

  agency(context: GraphContext, slug: string, scope: Scope) {
    return this.#look(context, ({ agencies }) => {
      const row = agencies.get(slug);
      return row === undefined ? null : presentAgency(row, scope);
    });
  }

  agencyById(context: GraphContext, id: string, scope: Scope) {
    return this.#look(context, ({ agenciesById }) => {
      const row = agenciesById.get(id);
      return row === undefined ? null : presentAgency(row, scope);
    });
  }

  catalog(context: GraphContext, slug: string, scope: Scope) {
    return this.#look(context, ({ catalogs }) => {
      const row = catalogs.get(slug);
      return row === undefined ? null : presentCatalog(row, scope);
    });
  }

  catalogById(context: GraphContext, id: string, scope: Scope) {
    return this.#look(context, ({ catalogsById }) => {
      const row = catalogsById.get(id);
      return row === undefined ? null : presentCatalog(row, scope);
    });
  }

  source(context: GraphContext, key: string, language: Language) {
    return this.#look(context, ({ sources }) => {
      const document = sources.get(key);
      if (document === undefined) return null;
      const { content } = localize(document, language);
      return { ...content, publishedNote: content.publishedNote ?? null };
    });
  }

  /** Waits only for a directory that is not at hand. */
  #look<T>(context: GraphContext, find: (directory: Directory) => T): T | Promise<T> {
    const directory = this.directory(context);
    return directory instanceof Promise ? directory.then(find) : find(directory);
  }

  agencies(scope: Scope, page: PageRequest) {
    return this.#list<AgencyRow, ReturnType<typeof presentAgency>>("agency", scope, page, presentAgency);
  }

  catalogs(scope: Scope, page: PageRequest) {
    return this.#list<CatalogRow, ReturnType<typeof presentCatalog>>("catalog", scope, page, presentCatalog);
  }

  async #list<Row extends object, View>(
    table: "agency" | "catalog",
    scope: Scope,
    page: PageRequest,
    present: (row: Row, scope: Scope) => View,
  ) {
    const { cursors, database, readings } = this.options;
    const list = listQuestion(cursors, () => `${table} by name in ${scope.language}`);
    const beyond = list.beyond(page);
    const { language } = scope;
    const { size, backwards } = page;
    const asked = { table, language, size, backwards, ...(beyond === undefined ? {} : { beyond }) };
    const found = await readings.read({ kind: "named", asked }, () => listNamed<Row>(database, asked));
    const edges = found.rows.map((row) => list.edge(row.keys, { node: present(row, scope) }));
    return { ...connection(edges, found.more, page), totalCount: found.total };
  }
}
