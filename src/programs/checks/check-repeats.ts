import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw, type Path, shown } from "./flaw.js";

/** Ids, codes and names that stand twice in one list. */
export function checkRepeats(program: ProgramDocument): readonly Flaw[] {
  return [...repeatedIds(program), ...repeatedScalars(program, [])];
}

function repeatedIds({ requirements, evidence, citations, cases = [], supports }: ProgramDocument): readonly Flaw[] {
  const lists: readonly (readonly [Path, readonly { readonly id: string }[]])[] = [
    [["requirements"], requirements],
    [["evidence"], evidence],
    [["citations"], citations],
    [["cases"], cases],
    [["supports", "calculations"], supports.calculations],
  ];
  return lists.flatMap(([path, items]) => {
    const ids = items.map(({ id }) => id);
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            flaw("repeated", [...path, index, "id"], {
              es: `el id «${id}» se usa dos veces`,
              en: `the id ${id} is used twice`,
            }),
          ],
    );
  });
}

/** What a document prints is left as printed; rules look after their own lists. */
function repeatedScalars(value: unknown, path: Path): readonly Flaw[] {
  if (typeof value !== "object" || value === null || ["original", "rule"].includes(String(path.at(-1)))) return [];
  if (!Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inside]) => repeatedScalars(inside, [...path, key]));
  }
  return value.flatMap((item, index) => {
    if (typeof item === "object") return repeatedScalars(item, [...path, index]);
    if (value.indexOf(item) === index) return [];
    const said = shown(item);
    return [flaw("repeated", [...path, index], { es: `«${said}» está dos veces`, en: `${said} stands twice` })];
  });
}
