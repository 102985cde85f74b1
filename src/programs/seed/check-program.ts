import { suggestion } from "../../platform/suggest.js";
import type { ProgramDocument } from "../document/program-document.js";
import { AGENCY, type Known } from "./known.js";
import type { Fault, Located } from "./read-seeds.js";
import { fault, unknownName, type Words } from "./words.js";

const PROGRAM = { es: "un programa del catálogo", en: "program" };

type Path = readonly PropertyKey[];
type Check = readonly [holds: boolean, path: Path, words: Words];

/** Names, places, dates, ids and citations of one program file. */
export function checkProgram(located: Located<ProgramDocument>, known: Known): readonly Fault[] {
  const { value: program, file } = located;
  const checks: readonly Check[] = [
    [
      file === `programs/${program.slug}.yaml`,
      ["slug"],
      { es: `debe ser el nombre del archivo, ${file}`, en: `must equal the file name ${file}` },
    ],
    ...placeChecks(program, known),
    ...timeChecks(program),
    ...relationChecks(program),
  ];
  return [
    ...checks.filter(([holds]) => !holds).map(([, path, words]) => fault(located, path, words)),
    ...unknownNames(located, known),
    ...repeatedIds(located),
    ...repeatedScalars(located),
    ...checkCitations(located),
  ];
}

function unknownNames(located: Located<ProgramDocument>, known: Known): readonly Fault[] {
  const { value: program } = located;
  const look = (path: Path, name: string | undefined, among: ReadonlySet<string>, kind: Words) =>
    unknownName(located, path, name, among, kind);
  return [
    ...look(["catalog"], program.catalog, known.catalogs, { es: "un catálogo de catalogs.yaml", en: "catalog" }),
    ...look(["parentAgency"], program.parentAgency, known.agencies, AGENCY),
    ...program.agencies.flatMap(({ agency }, index) =>
      look(["agencies", index, "agency"], agency, known.agencies, AGENCY),
    ),
    ...program.citations.flatMap(({ document }, index) =>
      look(["citations", index, "document"], document, known.sources, {
        es: "un documento de documents.yaml",
        en: "document",
      }),
    ),
    ...program.relations.flatMap(({ program: other }, index) =>
      look(["relations", index, "program"], other, known.programs, PROGRAM),
    ),
    ...program.status.flatMap(({ successor }, index) =>
      look(["status", index, "successor"], successor, known.programs, PROGRAM),
    ),
  ];
}

function placeChecks({ jurisdiction }: ProgramDocument, { places }: Known): readonly Check[] {
  const { level, state, municipality } = jurisdiction;
  const near = suggestion(state ?? "", places.states());
  return [
    [
      state === undefined || places.state(state) !== undefined,
      ["jurisdiction", "state"],
      { es: `«${state}» no es la clave de un estado${near.es}`, en: `unknown state ${state}${near.en}` },
    ],
    [
      municipality === undefined || places.municipality(municipality) !== undefined,
      ["jurisdiction", "municipality"],
      { es: `«${municipality}» no es la clave de un municipio`, en: `unknown municipality ${municipality}` },
    ],
    [
      state === undefined ||
        municipality === undefined ||
        places.municipality(municipality) === undefined ||
        places.stateOf(municipality) === state,
      ["jurisdiction", "municipality"],
      {
        es: `el municipio ${municipality} está en ${places.stateOf(municipality ?? "")}, no en ${state}`,
        en: `municipality ${municipality} is in ${places.stateOf(municipality ?? "")}, not in ${state}`,
      },
    ],
    [
      level !== "state" || state !== undefined,
      ["jurisdiction"],
      { es: "un programa estatal dice su estado", en: "a state program names its state" },
    ],
    [
      level !== "municipal" || municipality !== undefined,
      ["jurisdiction"],
      { es: "un programa municipal dice su municipio", en: "a municipal program names its municipality" },
    ],
    [
      level !== "federal" || (state === undefined && municipality === undefined),
      ["jurisdiction"],
      {
        es: "un programa federal no es de un estado ni de un municipio",
        en: "a federal program is of no state or municipality",
      },
    ],
  ];
}

function timeChecks({ timeline, status }: ProgramDocument): readonly Check[] {
  const { start, end } = timeline;
  const dated = status.map(({ since, attestedOn }) => since ?? attestedOn);
  return [
    [
      start === undefined || end === undefined || start.slice(0, end.length) <= end,
      ["timeline", "end"],
      { es: `termina (${end}) antes de empezar (${start})`, en: `it ends (${end}) before it begins (${start})` },
    ],
    ...dated.flatMap((date, index): readonly Check[] => {
      const before = dated.slice(0, index).findLast((earlier) => earlier !== undefined);
      if (date === undefined || before === undefined) return [];
      return [
        [
          before.slice(0, date.length) <= date,
          ["status", index],
          {
            es: `los estados van en orden: ${date} viene después de ${before}`,
            en: `statuses go in order: ${date} comes after ${before}`,
          },
        ],
      ];
    }),
  ];
}

function relationChecks({ slug, relations, status }: ProgramDocument): readonly Check[] {
  const key = ({ type, program }: ProgramDocument["relations"][number]) => `${type} ${program}`;
  return [
    ...relations.map(
      ({ program }, index): Check => [
        program !== slug,
        ["relations", index, "program"],
        { es: "un programa no se relaciona consigo mismo", en: "a program is not related to itself" },
      ],
    ),
    ...relations.map(
      (relation, index): Check => [
        relation.program === undefined || relations.findIndex((other) => key(other) === key(relation)) === index,
        ["relations", index],
        { es: "esta relación está dos veces", en: "this relation stands twice" },
      ],
    ),
    ...status.map(
      ({ successor }, index): Check => [
        successor !== slug,
        ["status", index, "successor"],
        { es: "un programa no es su propio sucesor", en: "a program is not its own successor" },
      ],
    ),
  ];
}

function repeatedIds(located: Located<ProgramDocument>): readonly Fault[] {
  const { requirements, evidence, citations, supports } = located.value;
  const lists: readonly (readonly [Path, readonly { readonly id: string }[]])[] = [
    [["requirements"], requirements],
    [["evidence"], evidence],
    [["citations"], citations],
    [["supports", "calculations"], supports.calculations],
  ];
  return lists.flatMap(([path, items]) =>
    items.flatMap(({ id }, index) =>
      items.findIndex((other) => other.id === id) === index
        ? []
        : [
            fault(located, [...path, index, "id"], {
              es: `el id «${id}» se usa dos veces`,
              en: `the id ${id} is used twice`,
            }),
          ],
    ),
  );
}

/** Codes or names that stand twice in one list. What a document prints is left as printed; rules look after their own lists. */
function repeatedScalars(located: Located<ProgramDocument>): readonly Fault[] {
  const visit = (value: unknown, path: Path): readonly Fault[] => {
    if (typeof value !== "object" || value === null || ["original", "rule"].includes(String(path.at(-1)))) return [];
    if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, inside]) => visit(inside, [...path, key]));
    return value.flatMap((item, index) => {
      if (typeof item === "object") return visit(item, [...path, index]);
      return value.indexOf(item) === index
        ? []
        : [fault(located, [...path, index], { es: `«${item}» está dos veces`, en: `${item} stands twice` })];
    });
  };
  return visit(located.value, []);
}

/** Every statement cites where it is said, and every citation is among those of the file. */
function checkCitations(located: Located<ProgramDocument>): readonly Fault[] {
  const { timeline: _, ...cited } = located.value;
  const ids = new Set(located.value.citations.map(({ id }) => id));
  const visit = (value: unknown, path: Path): readonly Fault[] => {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inside]) => {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (key !== "cite" || !Array.isArray(inside)) return visit(inside, at);
      if (inside.length === 0) {
        return [
          fault(located, at, {
            es: "no dice de dónde sale: falta citar la fuente",
            en: "does not say where it comes from: no citation",
          }),
        ];
      }
      return inside.flatMap((id: string, index) => {
        if (ids.has(id)) return [];
        const { es, en } = suggestion(id, ids);
        return [
          fault(located, [...at, index], {
            es: `cita «${id}», que no está entre las citas de este archivo${es}`,
            en: `cites ${id}, which is not among the citations of this file${en}`,
          }),
        ];
      });
    });
  };
  return [
    ...visit(cited, []),
    ...(located.value.timeline.cite.length > 0 ? visit({ timeline: located.value.timeline }, []) : []),
  ];
}
