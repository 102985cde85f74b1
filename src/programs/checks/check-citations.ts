import { nearest, suggestion } from "../../platform/suggest.js";
import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw, type Path } from "./flaw.js";

/** Every statement cites where it is said, and every citation is among those of the document. */
export function checkCitations({ timeline, ...cited }: ProgramDocument): readonly Flaw[] {
  const ids = new Set(cited.citations.map(({ id }) => id));
  return [...visit(cited, [], ids), ...(timeline.cite.length > 0 ? visit({ timeline }, [], ids) : [])];
}

function visit(value: unknown, path: Path, ids: ReadonlySet<string>): readonly Flaw[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key !== "cite" || !Array.isArray(inside)) return visit(inside, at, ids);
    if (inside.length > 0) return inside.flatMap((id: string, index) => strangeCitation(id, [...at, index], ids));
    return [
      flaw("missing_citation", at, {
        es: "no dice de dónde sale: falta citar la fuente",
        en: "does not say where it comes from: no citation",
      }),
    ];
  });
}

function strangeCitation(id: string, path: Path, ids: ReadonlySet<string>): readonly Flaw[] {
  if (ids.has(id)) return [];
  const { es, en } = suggestion(id, ids);
  const words = {
    es: `cita «${id}», que no está entre las citas de este archivo${es}`,
    en: `cites ${id}, which is not among the citations of this file${en}`,
  };
  return [flaw("unknown_citation", path, words, nearest(id, ids))];
}
