import { foldText } from "../../../platform/fold-text.js";
import type { AgencyDocument } from "../../document/reference-documents.js";
import { LEVELS } from "../../document/vocabulary.js";
import { isRecord, type Json, type JsonRecord } from "../../publishing/compare/json.js";
import type { Source } from "../source.js";

/** Where a feed itself stands among the documents that are cited. */
export const FEED_CITATION = "feed";

/** The key of a source among the documents that are cited. */
export function documentKeyOf({ key }: Pick<Source, "key">): string {
  return `feed-${key}`;
}

interface Around {
  readonly source: Source;
  readonly itemId: string;
  readonly owner: AgencyDocument;
  /** The day of the harvest. */
  readonly day: string;
}

/**
 * What an item says of a program, completed to a whole document. Nothing is made up: where a form of feed has no room for
 * something the document must say, it says that the source does not tell, or what follows from whose source it is. Every statement
 * that cites nothing cites the feed.
 */
export function completed(said: JsonRecord, { source, itemId, owner, day }: Around): JsonRecord {
  const document: JsonRecord = {
    ...onTop(said, {
      kind: "program",
      aliases: [],
      agencies: [{ agency: source.owner, role: "competent_authority" }],
      categories: {},
      jurisdiction: placeOf(owner),
      target: { asStated: NOT_TOLD, audiences: [] },
      sectors: { tags: [] },
      supports: { kinds: [] },
      status: [{ code: "unknown", confidence: "unverified", attestedOn: day }],
      inForceFrom: day,
      slug: slugOf(said, itemId),
    }),
    catalog: source.catalog,
    presence: "feed",
  };
  const feed = { id: FEED_CITATION, document: documentKeyOf(source), place: itemId };
  const citations = Array.isArray(said.citations) ? said.citations : [];
  return { ...(citing(attested(document, day)) as JsonRecord), citations: [...citations, feed] };
}

/** What is said, and what it leaves out; inside records too. */
function onTop(said: JsonRecord, leftOut: JsonRecord): JsonRecord {
  const inside = Object.entries(leftOut).map(([key, value]) => {
    const given = said[key];
    return [key, isRecord(given) && isRecord(value) ? { ...value, ...given } : (given ?? value)];
  });
  return { ...said, ...Object.fromEntries(inside) };
}

/** What a source says of a status without a word on how it knows, it states itself, on the day it was read. */
function attested(document: JsonRecord, day: string): JsonRecord {
  const status = Array.isArray(document.status) ? document.status : [];
  return {
    ...document,
    status: status.map((one) =>
      isRecord(one) && one.confidence === undefined ? { attestedOn: day, ...one, confidence: "stated" } : one,
    ),
  };
}

const NOT_TOLD = { es: "La fuente no dice a quién se dirige.", en: "The source does not say whom it is for." };

function placeOf({ level, state, municipality }: AgencyDocument): JsonRecord {
  const known = Object.hasOwn(LEVELS, level) ? level : state === undefined ? "federal" : "state";
  return { level: known, ...(state && { state }), ...(municipality && { municipality }) };
}

function slugOf({ name }: JsonRecord, itemId: string): string {
  const named = isRecord(name) ? (name.es ?? name.en) : undefined;
  return slugged(itemId) || slugged(String(named ?? ""));
}

function slugged(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "");
}

/** Lists whose items each say where they are from. */
const CITING: readonly (readonly string[])[] = [
  ["requirements"],
  ["evidence"],
  ["status"],
  ["supports", "amounts"],
  ["supports", "calculations"],
  ["results", "figures"],
];

function citing(document: Json): Json {
  return CITING.reduce((made, path) => at(made, path, withCitation), document);
}

function at(value: Json, [step, ...rest]: readonly string[], make: (item: Json) => Json): Json {
  if (step === undefined) return Array.isArray(value) ? value.map(make) : value;
  if (!isRecord(value) || value[step] === undefined) return value;
  return { ...value, [step]: at(value[step], rest, make) };
}

function withCitation(item: Json): Json {
  if (!isRecord(item)) return item;
  return Array.isArray(item.cite) && item.cite.length > 0 ? item : { ...item, cite: [FEED_CITATION] };
}
