import { type Flaw, flaw, type Path } from "../../checks/flaw.js";

/**
 * What a document may hold at most. The largest of the catalog has 20 KB, 13 conditions and 14 criteria; beyond these bounds a
 * document is no program's, and trying out its rules would only cost.
 */
const BOUNDS = { levels: 24, items: 80, characters: 8_000, values: 4_000, facts: 40 } as const;

/** The first thing in a value that is larger than any document; none where all is within bounds. */
export function checkBounds(value: unknown): readonly Flaw[] {
  let [values, facts] = [0, 0];
  const visit = (inside: unknown, path: Path): Flaw | undefined => {
    values++;
    if (values > BOUNDS.values) return tooLarge([], `más de ${BOUNDS.values} valores`, `over ${BOUNDS.values} values`);
    if (typeof inside === "string" && inside.length > BOUNDS.characters) {
      return tooLarge(path, `más de ${BOUNDS.characters} caracteres`, `over ${BOUNDS.characters} characters`);
    }
    if (typeof inside !== "object" || inside === null) return undefined;
    if (path.length >= BOUNDS.levels) {
      return tooLarge(path.slice(0, 3), `más de ${BOUNDS.levels} niveles`, `over ${BOUNDS.levels} levels`);
    }
    const entries = Object.entries(inside);
    if (entries.length > BOUNDS.items) {
      return tooLarge(path, `más de ${BOUNDS.items} elementos`, `over ${BOUNDS.items} items`);
    }
    for (const [key, part] of entries) {
      if (key === "fact" && ++facts > BOUNDS.facts) {
        return tooLarge([], `más de ${BOUNDS.facts} criterios`, `over ${BOUNDS.facts} criteria`);
      }
      const found = visit(part, [...path, Array.isArray(inside) ? Number(key) : key.slice(0, 80)]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = visit(value, []);
  return found === undefined ? [] : [found];
}

function tooLarge(path: Path, es: string, en: string): Flaw {
  return flaw("too_large", path, { es: `tiene ${es}`, en: `has ${en}` });
}
