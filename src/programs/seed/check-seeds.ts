import { checkDocument } from "../checks/check-document.js";
import { checkTexts } from "../checks/check-texts.js";
import { type Flaw, flaw, isError, unknownName } from "../checks/flaw.js";
import { AGENCY, type Known } from "../checks/known.js";
import { bilingual } from "../checks/words.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { AgencyDocument, CatalogDocument } from "../document/reference-documents.js";
import type { FactVocabulary, Places } from "../ports.js";
import type { Fault, Located, Seeds } from "./read-seeds.js";

/**
 * What the shape alone cannot say: names that must exist elsewhere, rules and amounts that make sense, both languages everywhere.
 * Returns every fault found, in words for who edits the files.
 */
export function checkSeeds(seeds: Seeds, facts: FactVocabulary, places: Places): readonly Fault[] {
  const { agencies, catalogs, sources } = seeds;
  const known: Known = {
    agencies: new Set(agencies.value.map(({ slug }) => slug)),
    catalogs: new Set(catalogs.value.map(({ slug }) => slug)),
    sources: new Set(sources.value.map(({ key }) => key)),
    programs: new Set(seeds.programs.map(({ value }) => value.slug)),
    facts,
    places,
  };
  return [
    ...seeds.programs.flatMap((program) =>
      inFile(program, [...checkFileName(program), ...checkDocument(program.value, known)]),
    ),
    ...inFile(agencies, [
      ...checkTexts(agencies.value),
      ...repeated(agencies.value.map(({ slug }) => slug)),
      ...checkParents(agencies.value, known),
    ]),
    ...inFile(catalogs, [
      ...checkTexts(catalogs.value),
      ...repeated(catalogs.value.map(({ slug }) => slug)),
      ...checkPublishers(catalogs.value, known),
    ]),
    ...inFile(sources, [...checkTexts(sources.value), ...repeated(sources.value.map(({ key }) => key))]),
  ];
}

function inFile({ file, line }: Located<unknown>, flaws: readonly Flaw[]): readonly Fault[] {
  return flaws.filter(isError).map(({ path, ...words }) => ({
    file,
    line: line(path),
    path: path.join("."),
    message: bilingual(words),
  }));
}

function checkFileName({ file, value: { slug } }: Located<ProgramDocument>): readonly Flaw[] {
  if (file === `programs/${slug}.yaml`) return [];
  const words = { es: `debe ser el nombre del archivo, ${file}`, en: `must equal the file name ${file}` };
  return [flaw("wrong_form", ["slug"], words)];
}

function checkParents(agencies: readonly AgencyDocument[], known: Known): readonly Flaw[] {
  return agencies.flatMap(({ slug, parent }, index) =>
    parent === slug
      ? [
          flaw("self_reference", [index, "parent"], {
            es: "una institución no depende de sí misma",
            en: "no agency is its own parent",
          }),
        ]
      : unknownName([index, "parent"], parent, known.agencies, AGENCY),
  );
}

function checkPublishers(catalogs: readonly CatalogDocument[], known: Known): readonly Flaw[] {
  return catalogs.flatMap(({ publisher }, index) =>
    unknownName([index, "publisher"], publisher, known.agencies, AGENCY),
  );
}

function repeated(keys: readonly string[]): readonly Flaw[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index
      ? []
      : [flaw("repeated", [index], { es: `«${key}» está dos veces`, en: `${key} stands twice` })],
  );
}
