import { suggestion } from "../../platform/suggest.js";
import type { Fault, Located } from "./read-seeds.js";

/** What is said about a fault, in both languages. */
export interface Words {
  readonly es: string;
  readonly en: string;
}

/** Spanish first, then English: how faults are printed. */
export function bilingual({ es, en }: Words): string {
  return `${es} / ${en}`;
}

/** A fault at a place of a file. */
export function fault(located: Located<unknown>, path: readonly PropertyKey[], words: Words): Fault {
  return { file: located.file, line: located.line(path), path: path.map(String).join("."), message: bilingual(words) };
}

/** The fault of naming what does not exist, with the nearest that does; none when it exists. */
export function unknownName(
  located: Located<unknown>,
  path: readonly PropertyKey[],
  name: string | undefined,
  known: ReadonlySet<string>,
  kind: Words,
): readonly Fault[] {
  if (name === undefined || known.has(name)) return [];
  const { es, en } = suggestion(name, known);
  return [fault(located, path, { es: `«${name}» no es ${kind.es}${es}`, en: `unknown ${kind.en} ${name}${en}` })];
}
