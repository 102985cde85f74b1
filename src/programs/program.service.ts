import DataLoader from "dataloader";
import { connection, type PageRequest } from "../graph/connection.js";
import { type GraphContext, perRequest } from "../graph/context.js";
import { type Cursors, listQuestion } from "../graph/cursor.js";
import type { Scope } from "../graph/reading.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database } from "../platform/database.js";
import type { DocumentStore } from "./store/document-store.js";
import { findMembers, type MemberDimension, type MembersPage, type MembersQuery } from "./store/find-members.js";
import { findPrograms, type Order, type Place, type ProgramFilter } from "./store/find-programs.js";
import type { CatalogQuestion, KeptReadings } from "./store/kept-readings.js";
import type { PublishedVersion } from "./store/published-version.js";
import { createVersionLookups, type LookedUpBy, versionQuestion } from "./store/version-lookups.js";
import { type ProgramView, presentProgram } from "./view/present-program.js";
import { PresentedPages } from "./view/presented-pages.js";

export interface ProgramSearch {
  readonly filter: ProgramFilter;
  readonly search: string | undefined;
  readonly order: Order;
  readonly place: Place | undefined;
  readonly scope: Scope;
  /** The date as it was asked for: cursors stay good over midnight when none was. */
  readonly askedAsOf: string | undefined;
  readonly page: PageRequest;
  readonly wants: { readonly total: boolean; readonly facets: boolean };
}

export interface ProgramServiceOptions {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly readings: KeptReadings;
  readonly cursors: Cursors;
}

/** Reads programs: one by its key, those that answer a search, and those of an agency or a catalog. */
export class ProgramService {
  readonly #versions: (context: GraphContext) => (asOf: string) => ReturnType<typeof createVersionLookups>;
  readonly #members: (context: GraphContext) => (query: string, make: () => MembersLoader) => MembersLoader;
  readonly #pages = new PresentedPages();

  constructor(private readonly options: ProgramServiceOptions) {
    const { database, readings } = options;
    this.#versions = perRequest(() => {
      const remembered = remember<ReturnType<typeof createVersionLookups>>();
      return (asOf) => remembered(asOf, () => createVersionLookups(database, readings, asOf));
    });
    this.#members = perRequest(() => remember<MembersLoader>());
  }

  bySlug(context: GraphContext, slug: string, scope: Scope) {
    return this.#inForce(context, "bySlug", slug, scope);
  }

  byId(context: GraphContext, id: string, scope: Scope) {
    return this.#inForce(context, "byId", id, scope);
  }

  /** One edition of a program, by its number. */
  async byEdition(context: GraphContext, id: string, number: string, scope: Scope): Promise<ProgramView | null> {
    const versionId = await this.#versions(context)(scope.asOf).byNumber.load(`${id}:${number}`);
    return versionId === null ? null : this.#one(versionId, scope);
  }

  async find({ filter, search, order, place, scope, askedAsOf, page, wants }: ProgramSearch) {
    const { database, cursors, readings } = this.options;
    const list = listQuestion(cursors, () =>
      digestOf(["programs", filter, search, order, place, askedAsOf, scope.language]),
    );
    const { size, backwards } = page;
    const query = {
      ...scope,
      filter,
      order,
      search,
      place,
      page: { size, backwards, beyond: list.beyond(page) },
      wants,
    };
    const found = await readings.read({ kind: "programs", asked: query, private: search !== undefined }, () =>
      findPrograms(database, query),
    );
    return this.#pages.of(found, found.rows.length, async () => {
      const nodes = await this.versions(found.rows, scope);
      const edges = found.rows.map(({ keys, match, score }, index) =>
        list.edge(keys, { node: nodes[index] as ProgramView, score, matches: match ?? [] }),
      );
      return { ...connection(edges, found.more, page), totalCount: found.total, facetCounts: found.facets };
    });
  }

  /** One page of the programs of an agency or a catalog; many such pages in one request share a statement. */
  members(
    context: GraphContext,
    dimension: MemberDimension,
    value: string,
    { scope, page, wantsTotal }: { readonly scope: Scope; readonly page: PageRequest; readonly wantsTotal: boolean },
  ) {
    const list = listQuestion(this.options.cursors, () => digestOf(["members", dimension, value, scope.language]));
    const query = { ...scope, dimension, size: page.size, beyond: list.beyond(page), wantsTotal };
    const asked = {
      kind: "members",
      asked: [scope.language, scope.asOf, dimension, page.size, query.beyond, wantsTotal],
    };
    const present = async (found: Members) => {
      const shown = found.rows.slice(0, page.size);
      const nodes = await this.versions(shown, scope);
      const edges = shown.map(({ keys }, index) => list.edge(keys, { node: nodes[index] as ProgramView }));
      return { ...connection(edges, found.rows.length > page.size, page), totalCount: found.total };
    };
    const known = this.options.readings.atHand<Members>(asked, value);
    if (known !== undefined) return this.#pages.of(known, page.size, () => present(known));
    return this.#loadMembers(context, asked, query)
      .load(value)
      .then((found) => this.#pages.of(found, page.size, () => present(found)));
  }

  #loadMembers(context: GraphContext, asked: CatalogQuestion, query: Omit<MembersQuery, "values">): MembersLoader {
    const { database, readings } = this.options;
    return this.#members(context)(
      JSON.stringify(query),
      () =>
        new DataLoader(async (values) => {
          const pages = await readings.readMany(asked, values, async (missing) => {
            const found = await findMembers(database, { ...query, values: missing });
            return new Map(found.map((one) => [one.value, one]));
          });
          return pages.map((found) => found ?? { total: query.wantsTotal ? 0 : null, rows: [] });
        }),
    );
  }

  /** Without waiting where all of it is at hand. */
  #inForce(context: GraphContext, by: LookedUpBy, key: string, scope: Scope) {
    const { readings, documents } = this.options;
    const known = readings.atHand<string>(versionQuestion(by, scope.asOf), key);
    const version = known === undefined ? undefined : documents.atHand(known);
    return version === undefined ? this.#lookUp(context, by, key, scope) : presentProgram(version, scope);
  }

  async #lookUp(context: GraphContext, by: LookedUpBy, key: string, scope: Scope): Promise<ProgramView | null> {
    const versionId = await this.#versions(context)(scope.asOf)[by].load(key);
    return versionId === null ? null : this.#one(versionId, scope);
  }

  async #one(versionId: string, scope: Scope): Promise<ProgramView> {
    const [program] = await this.versions([{ versionId }], scope);
    return program as ProgramView;
  }

  /** Programs of which the versions are known already; without waiting where all of them are at hand. */
  versions(
    rows: readonly { readonly versionId: string }[],
    scope: Scope,
  ): readonly ProgramView[] | Promise<readonly ProgramView[]> {
    const versions = this.options.documents.load(rows.map(({ versionId }) => versionId));
    const present = (found: readonly PublishedVersion[]) => found.map((version) => presentProgram(version, scope));
    return versions instanceof Promise ? versions.then(present) : present(versions);
  }
}

type Members = Pick<MembersPage, "rows" | "total">;
type MembersLoader = DataLoader<string, Members>;

function remember<T>() {
  const made = new Map<string, T>();
  return (key: string, make: () => T): T => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make();
    made.set(key, fresh);
    return fresh;
  };
}
