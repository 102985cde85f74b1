import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw } from "./flaw.js";

/** A program is related to others, and to each in the same way once. */
export function checkRelations({ slug, relations, status }: ProgramDocument): readonly Flaw[] {
  const key = ({ type, program }: ProgramDocument["relations"][number]) => `${type} ${program}`;
  const keys = relations.map(key);
  return [
    ...relations.flatMap(({ program }, index) =>
      program !== slug
        ? []
        : [
            flaw("self_reference", ["relations", index, "program"], {
              es: "un programa no se relaciona consigo mismo",
              en: "a program is not related to itself",
            }),
          ],
    ),
    ...relations.flatMap((relation, index) =>
      relation.program === undefined || keys.indexOf(key(relation)) === index
        ? []
        : [
            flaw("repeated", ["relations", index], {
              es: "esta relación está dos veces",
              en: "this relation stands twice",
            }),
          ],
    ),
    ...status.flatMap(({ successor }, index) =>
      successor !== slug
        ? []
        : [
            flaw("self_reference", ["status", index, "successor"], {
              es: "un programa no es su propio sucesor",
              en: "a program is not its own successor",
            }),
          ],
    ),
  ];
}
