import { checkDocument } from "../../checks/check-document.js";
import type { Known } from "../../checks/known.js";
import { readAs } from "../../checks/read-document.js";
import { ProgramDocument } from "../../document/program-document.js";
import type { AgencyDocument } from "../../document/reference-documents.js";
import type { JsonRecord } from "../../publishing/compare/json.js";
import { checkBounds } from "../../publishing/preflight/check-bounds.js";
import type { Source } from "../source.js";
import { completed } from "./complete.js";
import { DOUBTED_FROM, type Evidence, JOINED_FROM, likenessOf } from "./evidence.js";
import type { ItemRow } from "./items.js";
import type { Likenesses } from "./likenesses.js";
import { type Reason, type ReasonCode, reasonsOf } from "./reasons.js";
import type { Staged } from "./staging.js";

/** A program of the catalog, as far as a harvest must know it. */
export interface Held {
  readonly catalog: string;
  /** The source and item that it is made of, if it is of any. */
  readonly by: { readonly source: string; readonly itemId: string } | null;
}

/** What one harvest knows of the catalog. */
export interface Surroundings {
  readonly source: Source;
  readonly owner: AgencyDocument;
  readonly day: string;
  readonly known: Known;
  readonly programs: ReadonlyMap<string, Held>;
  readonly likenesses: Likenesses;
  /** Programs that somebody said an item is not, by item. */
  readonly parted: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Join {
  readonly slug: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** What is to become of an item. */
export type Decision =
  | { readonly what: "nothing" }
  | { readonly what: "quarantine"; readonly reasons: readonly Reason[]; readonly document: object | null }
  | { readonly what: "attest"; readonly slug: string; readonly join: Join | null }
  | {
      readonly what: "take";
      readonly document: ProgramDocument;
      readonly join: Join | null;
      /** The catalog has no such program yet. */
      readonly isNew: boolean;
    };

/** Decides what becomes of an item that was read, from what is known; pure. `row` is how it stood before. */
export function consider(staged: Staged, row: ItemRow | undefined, around: Surroundings): Decision {
  const { source, owner, day, known } = around;
  if (row !== undefined && row.digest === staged.digest && row.vanishedAt === null && row.state !== "retired")
    return { what: "nothing" };
  if (staged.said === null) return held("unreadable", UNREADABLE);
  if (row?.state === "joined" && row.slug !== null) return { what: "attest", slug: row.slug, join: null };
  const proposed = completed(staged.said as JsonRecord, { source, itemId: staged.itemId, owner, day });
  const document = row?.slug ? { ...proposed, slug: row.slug } : proposed;
  const outside = checkBounds(document);
  const { value, flaws } =
    outside.length > 0 ? { value: undefined, flaws: outside } : readAs(ProgramDocument, document);
  const reasons = reasonsOf(value === undefined ? flaws : checkDocument(value, known));
  if (value === undefined || reasons.length > 0) return { what: "quarantine", reasons, document };
  return row?.slug ? take(value, around, null) : recognised(value, staged.itemId, around);
}

/** Whether an item that is new is a program that is there already, under this key or another. */
function recognised(document: ProgramDocument, itemId: string, around: Surroundings): Decision {
  const { source, programs, likenesses, parted } = around;
  const free = (slug: string) => {
    const held = programs.get(slug);
    return held !== undefined && held.catalog === source.catalog && held.by === null;
  };
  if (free(document.slug)) return take(document, around, null);
  const likely = likenesses.mostLike(likenessOf(document), parted.get(itemId) ?? new Set());
  if (likely !== undefined && likely.score >= JOINED_FROM) {
    return free(likely.slug)
      ? take({ ...document, slug: likely.slug }, around, likely)
      : { what: "attest", slug: likely.slug, join: likely };
  }
  if (likely !== undefined && likely.score >= DOUBTED_FROM)
    return held("possible_duplicate", duplicateOf(likely.slug), document, likely.slug);
  if (programs.has(document.slug)) return held("of_another", takenBy(document.slug), document, document.slug);
  return take(document, around, null);
}

function take(document: ProgramDocument, { programs }: Surroundings, join: Join | null): Decision {
  return { what: "take", document, join, isNew: !programs.has(document.slug) };
}

type Words = Readonly<Record<"es" | "en", string>>;

function held(code: ReasonCode, words: Words, document: object | null = null, slug?: string): Decision {
  return { what: "quarantine", document, reasons: [{ code, path: [], ...words, ...(slug && { slug }) }] };
}

const UNREADABLE = {
  es: "lo que manda la fuente no se puede leer como programa",
  en: "what the source sends cannot be read as a program",
};
const duplicateOf = (slug: string) => ({
  es: `se parece mucho a «${slug}», que ya está en el catálogo`,
  en: `is much like ${slug}, which the catalog has already`,
});
const takenBy = (slug: string) => ({
  es: `la clave «${slug}» es de un programa de otro catálogo o de otra fuente`,
  en: `the key ${slug} is of a program of another catalog or source`,
});
