import { v5 as idFromName } from "uuid";
import { stringify } from "./csv.js";
import { writeOpportunity } from "./write-opportunity.js";
import { CSV_HEADINGS, writeRow } from "./write-row.js";

export interface FeedEntry {
  readonly id: string;
  readonly profile: Readonly<Record<string, unknown>>;
}

/** What is asked for: the address, and what was posted to it. */
export interface FeedQuestion {
  readonly url: URL;
  readonly body: string;
}

export interface FeedText {
  readonly type: string;
  readonly text: string;
}

/** Where a page is among all items. */
interface Part {
  readonly items: readonly unknown[];
  /** Of the first item of the page, from nought. */
  readonly from: number;
  readonly size: number;
  readonly total: number;
}

/** How a publisher's programs look on one wire. */
export interface Face {
  readonly type: string;
  readonly item: (entry: FeedEntry) => unknown;
  /** Position of the first item that is asked for, and how many at most; all of them where there are no pages. */
  readonly asked: (question: FeedQuestion, pageSize: number) => { readonly from: number; readonly size: number };
  readonly write: (part: Part) => string;
  /** Things that are no programs. */
  readonly strange: readonly unknown[];
}

const STRANGE = [null, 42, "canary", [], {}, { id: 7, profile: {} }, { id: "hollow" }, { id: "list", profile: [1] }];
const OPPORTUNITIES = "6f0e6b52-5a0f-4c09-9d5b-6d1f7bb0b6a1";

const positionOf = (text: unknown) => (/^\d{1,9}$/.test(String(text ?? "")) ? Number(text) : 0);
const nextOf = ({ from, size, total }: Part) => (from + size < total ? String(from + size) : null);

const entryOf = ({ id, profile }: FeedEntry) => ({ id, profile });

/** By wire, as the adapters of the gateway read them. */
export const FACES = {
  json: {
    type: "application/json; charset=utf-8",
    item: entryOf,
    asked: ({ url }, size) => ({ from: positionOf(url.searchParams.get("after")), size }),
    write: (part) => JSON.stringify({ items: part.items, next: nextOf(part) }),
    strange: STRANGE,
  },
  graphql: {
    type: "application/graphql-response+json; charset=utf-8",
    item: entryOf,
    asked: ({ body }, size) => ({ from: positionOf(variablesOf(body).after), size }),
    write: (part) => JSON.stringify({ data: { programFeed: { items: part.items, next: nextOf(part) } } }),
    strange: STRANGE,
  },
  commongrants: {
    type: "application/json; charset=utf-8",
    item: ({ id, profile }) => writeOpportunity(idFromName(id, OPPORTUNITIES), profile),
    asked: ({ url }, most) => {
      const size = Math.min(most, positionOf(url.searchParams.get("pageSize")) || most);
      return { from: (Math.max(1, positionOf(url.searchParams.get("page"))) - 1) * size, size };
    },
    write: ({ items, from, size, total }) => {
      const info = { page: from / size + 1, pageSize: size, totalItems: total, totalPages: Math.ceil(total / size) };
      return JSON.stringify({ status: 200, message: "Success", items, paginationInfo: info });
    },
    strange: [...STRANGE, { id: "odd", title: 7, status: [], funding: "x", keyDates: null, customFields: [1] }],
  },
  csv: {
    type: "text/csv; charset=utf-8",
    item: ({ id, profile }) => writeRow(id, profile),
    asked: () => ({ from: 0, size: Number.MAX_SAFE_INTEGER }),
    write: ({ items }) => stringify([CSV_HEADINGS, ...(items as readonly (readonly string[])[])]),
    strange: [[], [""], ["", "Sin clave"], ["con-comas", "de más", ...Array.from({ length: 60 }, () => "x")], ["\t"]],
  },
} as const satisfies Readonly<Record<string, Face>>;
export type FacedWire = keyof typeof FACES;

function variablesOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const { variables } = JSON.parse(body) as { variables?: Readonly<Record<string, unknown>> | null };
    return variables ?? {};
  } catch {
    return {};
  }
}
