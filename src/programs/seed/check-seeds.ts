import type { FactVocabulary, Places } from "../ports.js";
import { checkAmounts } from "./check-amounts.js";
import { checkProgram } from "./check-program.js";
import { checkRules } from "./check-rules.js";
import { checkTexts } from "./check-texts.js";
import { AGENCY, type Known } from "./known.js";
import type { Fault, Located, Seeds } from "./read-seeds.js";
import { fault, unknownName } from "./words.js";

/**
 * What the shape alone cannot say: names that must exist elsewhere, rules and amounts that make sense, both languages everywhere.
 * Returns every fault found, in words for who edits the files.
 */
export function checkSeeds(seeds: Seeds, facts: FactVocabulary, places: Places): readonly Fault[] {
  const known: Known = {
    agencies: new Set(seeds.agencies.value.map(({ slug }) => slug)),
    catalogs: new Set(seeds.catalogs.value.map(({ slug }) => slug)),
    sources: new Set(seeds.sources.value.map(({ key }) => key)),
    programs: new Set(seeds.programs.map(({ value }) => value.slug)),
    facts,
    places,
  };
  const lists = [seeds.agencies, seeds.catalogs, seeds.sources] as readonly Located<unknown>[];
  return [
    ...seeds.programs.flatMap((program) => [
      ...checkProgram(program, known),
      ...checkRules(program, known),
      ...checkAmounts(program, known),
    ]),
    ...[...lists, ...seeds.programs].flatMap(checkTexts),
    ...repeated(seeds.agencies, (agency) => agency.slug),
    ...repeated(seeds.catalogs, (catalog) => catalog.slug),
    ...repeated(seeds.sources, (source) => source.key),
    ...seeds.agencies.value.flatMap(({ slug, parent }, index) =>
      parent === slug
        ? [
            fault(seeds.agencies, [index, "parent"], {
              es: "una institución no depende de sí misma",
              en: "no agency is its own parent",
            }),
          ]
        : unknownName(seeds.agencies, [index, "parent"], parent, known.agencies, AGENCY),
    ),
    ...seeds.catalogs.value.flatMap(({ publisher }, index) =>
      unknownName(seeds.catalogs, [index, "publisher"], publisher, known.agencies, AGENCY),
    ),
  ];
}

function repeated<T>(list: Located<readonly T[]>, key: (item: T) => string): readonly Fault[] {
  const seen = new Set<string>();
  return list.value.flatMap((item, index) => {
    const again = seen.has(key(item));
    seen.add(key(item));
    return again
      ? [fault(list, [index], { es: `«${key(item)}» está dos veces`, en: `${key(item)} stands twice` })]
      : [];
  });
}
