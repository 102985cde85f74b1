import DataLoader from "dataloader";
import { digestOf } from "../platform/canonical-json.js";
import type { Database, Transaction } from "../platform/database.js";
import { connection, type Edge, type PageArgs, type PageRequest, pageRequest } from "./connection.js";
import { type GraphContext, perRequest } from "./context.js";
import type { Cursors } from "./cursor.js";
import { claimsOf } from "./identity/caller.js";

/** A list that each of many things has, e.g. the messages of an application. Names are the store's own, never a caller's. */
export interface OwnedList {
  readonly table: string;
  /** The column that says whose a row is: a UUID. */
  readonly owner: string;
  /** A text by which the rows of one owner are in order; rows that have the same are in the order of their ids. */
  readonly order: string;
  /** Rows that are shown at all. */
  readonly where?: string;
  /** The list begins with its last row. */
  readonly latestFirst?: boolean;
}

/** A page of rows, as `connection` makes it. */
export interface OwnedPage<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly nodes: readonly Row[];
  readonly pageInfo: ReturnType<typeof connection>["pageInfo"];
  readonly totalCount: number;
}

export type ReadOwned<Row> = (context: GraphContext, owner: string, args: PageArgs) => Promise<OwnedPage<Row>>;

interface Found {
  readonly owner: string;
  readonly total: number;
  readonly id: string | null;
  readonly key: string | null;
}

/**
 * Reads such lists page by page as the caller. However many owners a query leads to, those that are asked for the same page
 * share one statement for the places and one for the rows.
 */
export function createOwnedLists({ database, cursors }: { readonly database: Database; readonly cursors: Cursors }) {
  return function ownedList<Row extends { readonly id: string }>(
    list: OwnedList,
    readRows: (tx: Transaction, ids: string[]) => Promise<readonly Row[]>,
  ): ReadOwned<Row> {
    const questionOf = ({ caller }: GraphContext, owner: string) => digestOf([list.table, owner, claimsOf(caller)]);

    async function readPages(
      context: GraphContext,
      page: PageRequest,
      owners: readonly string[],
    ): Promise<readonly OwnedPage<Row>[]> {
      const beyond = owners.map((owner) =>
        page.cursor === undefined ? [] : cursors.open(questionOf(context, owner), page.cursor, page.cursorField),
      );
      return database.as(claimsOf(context.caller), async (tx) => {
        const found = await tx.query<Found>(placesOf(list, page), [
          owners,
          beyond.map(([key = null]) => key),
          beyond.map(([, id = null]) => id),
          page.size + 1,
        ]);
        const shown = Map.groupBy(found, ({ owner }) => owner);
        const rows = await readRows(
          tx,
          found.flatMap(({ id }) => id ?? []),
        );
        const byId = new Map(rows.map((row) => [row.id, row]));
        return owners.map((owner): OwnedPage<Row> => {
          const places = (shown.get(owner) ?? []).filter(({ id }) => id !== null);
          const edges = places.slice(0, page.size).map(
            ({ id, key }): Edge<Row> => ({
              cursor: cursors.seal(questionOf(context, owner), [String(key), String(id)]),
              node: byId.get(String(id)) as Row,
            }),
          );
          if (page.backwards) edges.reverse();
          const total = shown.get(owner)?.[0]?.total ?? 0;
          const { nodes, pageInfo } = connection<Row, Edge<Row>>(edges, places.length > page.size, page);
          return { edges, nodes, pageInfo, totalCount: total };
        });
      });
    }

    const loaders = perRequest((context) => {
      const made = new Map<string, DataLoader<string, OwnedPage<Row>>>();
      return (page: PageRequest) => {
        const name = JSON.stringify(page);
        const loader = made.get(name) ?? new DataLoader((owners) => readPages(context, page, owners));
        made.set(name, loader);
        return loader;
      };
    });
    return (context, owner, args) => loaders(context)(pageRequest(args)).load(owner);
  };
}
export type OwnedLists = ReturnType<typeof createOwnedLists>;

function placesOf({ table, owner, order, where = "true", latestFirst = false }: OwnedList, { backwards }: PageRequest) {
  const [direction, than] = latestFirst === backwards ? ["asc", ">"] : ["desc", "<"];
  return `select o.owner, t.total, p.id, p.key
    from unnest($1::uuid[], $2::text[], $3::uuid[]) as o(owner, key, id)
    cross join lateral (
      select count(*)::int as total from ${table} where ${owner} = o.owner and ${where}
    ) t
    left join lateral (
      select l.id, l.key from (select id, (${order}) collate "C" as key from ${table} where ${owner} = o.owner and ${where}) l
       where o.key is null or (l.key, l.id) ${than} (o.key, o.id)
       order by l.key ${direction}, l.id ${direction} limit $4
    ) p on true
    order by p.key ${direction}, p.id ${direction}`;
}
