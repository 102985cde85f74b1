import { nearest, suggestion } from "../../platform/suggest.js";
import { FINDING_KINDS, type FindingCode } from "./codes.js";
import type { Words } from "./words.js";

/** Keys and positions from a document's root to a place in it. */
export type Path = readonly (string | number)[];

/** Something wrong at a place of a document, in words for who edits it. */
export interface Flaw extends Words {
  readonly code: FindingCode;
  readonly path: Path;
  /** Values that may stand there, where they are few or near the one given. */
  readonly allowed?: readonly string[];
}

export function flaw(code: FindingCode, path: Path, { es, en }: Words, allowed: readonly string[] = []): Flaw {
  return { code, path, es, en, ...(allowed.length > 0 && { allowed }) };
}

/** Whether something found keeps a document from being served. */
export function isError({ code }: Flaw): boolean {
  return FINDING_KINDS[code].severity === "error";
}

/** The flaw of naming what does not exist, with the nearest that does; none when it exists. */
export function unknownName(
  path: Path,
  name: string | undefined,
  known: ReadonlySet<string>,
  kind: Words,
): readonly Flaw[] {
  if (name === undefined || known.has(name)) return [];
  const { es, en } = suggestion(name, known);
  const said = shown(name);
  return [
    flaw(
      "unknown_name",
      path,
      { es: `«${said}» no es ${kind.es}${es}`, en: `unknown ${kind.en} ${said}${en}` },
      nearest(name, known),
    ),
  ];
}

/** So much of a value is repeated to who wrote it. */
const LONGEST_ECHO = 80;

/** A value as it is shown again: its beginning, and nothing that would break a line. */
export function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[…]" : "{…}";
  const text = String(value).replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ");
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}
