import DataLoader from "dataloader";
import { connection, type PageRequest } from "../../graph/connection.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { badInput } from "../../graph/errors.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";
import { type Difference, differences } from "../publishing/compare/differences.js";
import type { DocumentStore } from "../store/document-store.js";
import { type ChangesQuery, findChanges } from "./find-changes.js";
import { type EditionsPage, findEditions, findVersionIds } from "./find-editions.js";

export interface HistoryNeeds {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly cursors: Cursors;
}

type Numbers = ReadonlyMap<number, string>;

/** Reads what programs were before, what differs between their editions, and what changed in the catalog. */
export class HistoryService {
  readonly #pages: (context: GraphContext) => Map<string, DataLoader<string, EditionsPage | undefined>>;
  readonly #versionIds: (context: GraphContext) => DataLoader<string, Numbers>;

  constructor(private readonly needs: HistoryNeeds) {
    this.#pages = perRequest(() => new Map());
    this.#versionIds = perRequest(
      () =>
        new DataLoader(async (programIds) => {
          const rows = Map.groupBy(await findVersionIds(needs.database, programIds), ({ programId }) => programId);
          return programIds.map((wanted) => new Map(rows.get(wanted)?.map(({ number, id }) => [number, id])));
        }),
    );
  }

  /** One page of a program's editions, newest first; many such pages in one request share a statement. */
  async editions(context: GraphContext, programId: string, page: PageRequest) {
    const { cursors } = this.needs;
    const question = digestOf(["editions", programId]);
    const [below] = page.cursor === undefined ? [] : cursors.open(question, page.cursor, page.cursorField);
    const query = { below: below === undefined ? undefined : Number(below), size: page.size };
    const { rows = [], total = 0 } = (await this.#pageLoader(context, query).load(programId)) ?? {};
    const edges = rows
      .slice(0, page.size)
      .map((node) => ({ cursor: cursors.seal(question, [String(node.number)]), node }));
    return { ...connection(edges, rows.length > page.size, page), totalCount: total };
  }

  /** What differs between two editions of a program; refuses numbers that no edition of it has. */
  async differences(
    context: GraphContext,
    programId: string,
    from: number,
    to: number,
  ): Promise<readonly Difference[]> {
    const numbers = await this.#versionIds(context).load(programId);
    return this.between(editionOf(numbers, from, "from"), editionOf(numbers, to, "to"));
  }

  /** What differs between two versions, by their ids. */
  async between(before: string, after: string): Promise<readonly Difference[]> {
    const [one, other] = await this.needs.documents.load([before, after]);
    return differences(one?.document ?? null, other?.document ?? null);
  }

  /** One page of what changed in the catalog. The end of a page without changes is where it was asked from: go on from there. */
  async changes(filter: Pick<ChangesQuery, "programId" | "agencyId">, page: PageRequest, wantsTotal: boolean) {
    const { database, cursors } = this.needs;
    const question = digestOf(["programChanges", filter]);
    const beyond = page.cursor === undefined ? undefined : cursors.open(question, page.cursor, page.cursorField);
    const found = await findChanges(database, { ...filter, beyond, size: page.size, newestFirst: false, wantsTotal });
    const edges = found.rows.map((node) => ({ cursor: cursors.seal(question, node.keys), node }));
    const { pageInfo, ...rest } = connection(edges, found.more, page);
    const endCursor = pageInfo.endCursor ?? page.cursor ?? null;
    return { ...rest, pageInfo: { ...pageInfo, endCursor }, totalCount: found.total ?? 0 };
  }

  /** The latest changes, newest first. */
  async latest(size: number) {
    const whole = { programId: null, agencyId: null, beyond: undefined, wantsTotal: false };
    return (await findChanges(this.needs.database, { ...whole, size, newestFirst: true })).rows;
  }

  /** The id of a program by its slug, withdrawn ones too; undefined when there never was one. */
  async programId(slug: string): Promise<string | undefined> {
    const [row] = await this.needs.database.query<{ id: string }>("select id from program where slug = $1", [slug]);
    return row?.id;
  }

  #pageLoader(context: GraphContext, query: { readonly below: number | undefined; readonly size: number }) {
    const pages = this.#pages(context);
    const name = `${query.below}/${query.size}`;
    const loader =
      pages.get(name) ??
      new DataLoader<string, EditionsPage | undefined>(async (programIds) => {
        const found = await findEditions(this.needs.database, { ...query, programIds });
        const byProgram = new Map(found.map((page) => [page.programId, page]));
        return programIds.map((wanted) => byProgram.get(wanted));
      });
    pages.set(name, loader);
    return loader;
  }
}

function editionOf(numbers: Numbers, number: number, field: string): string {
  const id = numbers.get(number);
  if (id !== undefined) return id;
  const known = [...numbers.keys()];
  const [min, max] = [known[0] ?? 1, known.at(-1) ?? 1];
  throw badInput(
    field,
    {
      es: `no es una edición de este programa; tiene de la ${min} a la ${max}`,
      en: `is not an edition of this program; it has ${min} to ${max}`,
    },
    { min, max },
  );
}
