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

/** Addresses of the files of a form, by their ending. */
export function filesEndingIn(extension: string): Format["addresses"] {
  return { all: `/catalog/programs.${extension}`, one: `/catalog/programs/{slug}.${extension}` };
}

/** The address of one program in a form, from the root of the server. */
export function addressOf(
  { addresses }: Pick<Format, "addresses">,
  { slug, id }: { readonly slug: string; readonly id: string },
): string {
  return addresses.one.replace("{slug}", slug).replace("{oppId}", id);
}

/** A form that programs are given out in. */
export interface Format {
  readonly name: { readonly es: string; readonly en: string };
  readonly mediaType: string;
  /** Where all programs are in this form, and where one is, with `{slug}` or `{oppId}` in its place. */
  readonly addresses: { readonly all: string; readonly one: string };
  /** Absent where another protocol says what goes around the programs. */
  readonly layout?: Layout;
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
