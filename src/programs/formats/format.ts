import type { Day } from "../document/partial-date.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { Language, Text } from "../document/text.js";

/** What a writer knows of a program beside its document. */
export interface About {
  /** The program's id, a UUID; the same in every installation. */
  readonly id: string;
  /** Number of the edition. */
  readonly number: number;
  readonly inForceFrom: Day | null;
  /** When the edition was recorded, and when the program's first one was: instants in UTC, ISO 8601. */
  readonly recordedAt: string;
  readonly firstRecordedAt: string;
  /** SHA-256 of the document's canonical JSON. */
  readonly digest: string;
  /** The day that is written for: it decides the status. */
  readonly asOf: Day;
  /** The reader's language, for forms that have room for one only. */
  readonly language: Language;
  /** Where the gateway is reached, without a slash at the end. */
  readonly baseUrl: string;
  /** Names of those whom the document names by slug. */
  readonly agencies: Names;
  readonly catalogs: Names;
}
export type Names = ReadonlyMap<
  string,
  { readonly document: { readonly name: Text; readonly state?: string | undefined } }
>;

/** A part of a program document that a form has no place for: keys with dots between them, through lists as if they were not there. */
export interface CannotCarry {
  readonly path: string;
  readonly es: string;
  readonly en: string;
}

/** A partial program document. */
export type PartialDocument = Readonly<Record<string, unknown>>;

/** How programs are put one behind the other in a file. */
export interface Layout {
  readonly head: string;
  readonly between: string;
  readonly foot: string;
  item(written: unknown): string;
  /** One program as a file of its own. */
  alone(written: unknown): string;
}

/** A form that programs are given out in. */
export interface Format {
  readonly name: { readonly es: string; readonly en: string };
  readonly mediaType: string;
  /** Ending of the addresses of its files; absent where another protocol says the addresses. */
  readonly extension?: string;
  readonly layout?: Layout;
  /** Addresses that are not files, for the documentation. */
  readonly addresses?: readonly string[];
  /** Whether what it writes depends on the reader's language. */
  readonly inOneLanguage: boolean;
  write(document: ProgramDocument, about: About): unknown;
  /**
   * What a program in this form says, as a partial program document: nothing is invented and nothing is checked but that it can be read.
   * `undefined` for what is no program in this form, and where a condition cannot be read, since dropping it would let firms in that it
   * keeps out. It never throws.
   */
  read(raw: unknown): PartialDocument | undefined;
  readonly cannot: readonly CannotCarry[];
}

/** The document as far as a form can carry it: what `read(write(document))` gives back. */
export function carries({ cannot }: Pick<Format, "cannot">, document: PartialDocument): PartialDocument {
  return cannot.reduce((kept: unknown, { path }) => without(kept, path.split(".")), document) as PartialDocument;
}

function without(value: unknown, [key = "", ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, [key, ...rest]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]) => {
      if (name !== key) return [[name, inside]];
      return rest.length === 0 ? [] : [[name, without(inside, rest)]];
    }),
  );
}
