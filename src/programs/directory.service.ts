import { connection, type PageRequest } from "../graph/connection.js";
import { type GraphContext, perRequest } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import type { Scope } from "../graph/reading.js";
import type { Database } from "../platform/database.js";
import type { Language } from "./document/text.js";
import { type AgencyRow, type CatalogRow, type Directory, DirectoryStore } from "./store/directory.js";
import { listNamed } from "./store/list-named.js";
import { localize } from "./view/localize.js";
import { presentAgency, presentCatalog } from "./view/present-agency.js";

/** Reads who is behind the programs: agencies, catalogs, and the documents that are cited. */
export class DirectoryService {
  /** The directory as it is for this request. */
  readonly directory: (context: GraphContext) => Promise<Directory>;
  readonly #store: DirectoryStore;

  constructor(private readonly options: { readonly database: Database; readonly cursors: Cursors }) {
    this.#store = new DirectoryStore(options.database);
    this.directory = perRequest(() => this.#store.current());
  }

  /** Changes with every publication. */
  revision(): Promise<string> {
    return this.#store.revision();
  }

  /** Everyone behind the programs, and what is cited, as of now. */
  everyone(): Promise<Directory> {
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

  async agency(context: GraphContext, slug: string, scope: Scope) {
    const row = (await this.directory(context)).agencies.get(slug);
    return row === undefined ? null : presentAgency(row, scope);
  }

  async agencyById(context: GraphContext, id: string, scope: Scope) {
    const row = (await this.directory(context)).agenciesById.get(id);
    return row === undefined ? null : presentAgency(row, scope);
  }

  async catalog(context: GraphContext, slug: string, scope: Scope) {
    const row = (await this.directory(context)).catalogs.get(slug);
    return row === undefined ? null : presentCatalog(row, scope);
  }

  async catalogById(context: GraphContext, id: string, scope: Scope) {
    const row = (await this.directory(context)).catalogsById.get(id);
    return row === undefined ? null : presentCatalog(row, scope);
  }

  async source(context: GraphContext, key: string, language: Language) {
    const document = (await this.directory(context)).sources.get(key);
    if (document === undefined) return null;
    const { content } = localize(document, language);
    return { ...content, publishedNote: content.publishedNote ?? null };
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
    const { cursors, database } = this.options;
    const question = `${table} by name in ${scope.language}`;
    const beyond = page.cursor === undefined ? {} : { beyond: cursors.open(question, page.cursor, page.cursorField) };
    const { language } = scope;
    const { size, backwards } = page;
    const found = await listNamed<Row>(database, { table, language, size, backwards, ...beyond });
    const edges = found.rows.map((row) => ({ cursor: cursors.seal(question, row.keys), node: present(row, scope) }));
    return { ...connection(edges, found.more, page), totalCount: found.total };
  }
}
