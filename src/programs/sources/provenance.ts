import type { ProgramDocument } from "../document/program-document.js";
import { differences } from "../publishing/compare/differences.js";
import { isRecord, type Json, same } from "../publishing/compare/json.js";
import type { Path } from "../publishing/compare/path.js";
import type { ItemRow } from "./harvest/items.js";

/** Who a field of a program is from. */
export const ORIGINS = {
  source: { es: "De una fuente, tal cual", en: "Of a source, as it is" },
  editor: { es: "De una persona de la dependencia", en: "Of a person of the agency" },
  both: { es: "De una fuente, con cambios de una persona", en: "Of a source, with changes by a person" },
  seed: { es: "De los documentos con que se abrió la ventanilla", en: "Of the documents this window was opened with" },
} as const;
export type Origin = keyof typeof ORIGINS;

/** An edition of a program, as it was recorded. */
export interface Recorded {
  readonly number: number;
  /** `seed`, `revision:<id>` or `harvest:<id>`. */
  readonly origin: string;
  readonly recordedAt: string;
  readonly document: ProgramDocument;
}

/** Where one field of a program is from. */
export interface FieldOrigin {
  readonly field: string;
  readonly origin: Origin;
  /** The source that says so; null where none does. */
  readonly source: string | null;
  /** When the source was first heard to say so. */
  readonly fetchedAt: string | null;
  /** The edition since which the field has been as it is. */
  readonly edition: Recorded;
  /** Places inside where a person changed what the source says. */
  readonly curated: readonly Path[];
}

/** Fields that say nothing about the program. */
const OF_THE_CATALOG = ["slug", "catalog", "presence", "inForceFrom"];

/**
 * Where each field of an edition is from. `editions` are all on record up to that one, in order; `items` are what sources say of the
 * program: the first that it was made of is its home.
 */
export function provenanceOf(editions: readonly Recorded[], items: readonly ItemRow[]): readonly FieldOrigin[] {
  const current = editions.at(-1);
  if (current === undefined) return [];
  const home = items.find(({ said, state }) => said !== null && state !== "joined");
  return Object.entries(current.document as unknown as Record<string, Json>)
    .filter(([field, value]) => !OF_THE_CATALOG.includes(field) && !isEmpty(value))
    .map(([field, value]) => ({ field, edition: sinceWhen(editions, field, value), ...originOf(field, value, home) }))
    .map(({ origin, ...rest }) => ({ ...rest, origin: origin ?? writtenBy(rest.edition) }));
}

type Found = Pick<FieldOrigin, "source" | "fetchedAt" | "curated"> & { readonly origin: Origin | null };

function originOf(field: string, value: Json, home: ItemRow | undefined): Found {
  const says = (home?.said as Record<string, Json> | null | undefined)?.[field];
  if (home === undefined || says === undefined) return { origin: null, source: null, fetchedAt: null, curated: [] };
  const told = { source: home.source, fetchedAt: home.changedAt };
  if (same(says, value)) return { origin: "source", ...told, curated: [] };
  const changed = differences({ [field]: says } as never, { [field]: value } as never).map(({ path }) => path);
  const all = changed.some((path) => path.length === 1);
  return all
    ? { origin: null, source: null, fetchedAt: null, curated: [] }
    : { origin: "both", ...told, curated: changed };
}

function writtenBy({ origin }: Recorded): Origin {
  if (origin === "seed") return "seed";
  return origin.startsWith("harvest:") ? "source" : "editor";
}

/** The first of the editions in a row, up to the last, in which a field is as it is. */
function sinceWhen(editions: readonly Recorded[], field: string, value: Json): Recorded {
  const differs = editions.findLastIndex(
    ({ document }) => !same((document as unknown as Record<string, Json>)[field], value),
  );
  return editions[differs + 1] as Recorded;
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every((inside) => inside === undefined || isEmpty(inside));
}
