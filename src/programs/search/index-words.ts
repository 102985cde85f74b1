import { foldText } from "../../platform/fold-text.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { AgencyDocument } from "../document/reference-documents.js";
import type { Text } from "../document/text.js";
import {
  AUDIENCES,
  CATEGORIES,
  type Concept,
  LEVELS,
  PROGRAM_KINDS,
  SECTORS,
  SUPPORT_KINDS,
} from "../document/vocabulary.js";
import type { Places } from "../ports.js";
import { wordsOf } from "./words.js";

/** Parts of a program that can match a search, and how much a match there is worth. */
export const SEARCH_FIELDS = {
  name: 1,
  acronym: 1,
  support: 0.6,
  audience: 0.6,
  place: 0.6,
  sector: 0.5,
  agency: 0.4,
  description: 0.3,
  category: 0.25,
  component: 0.2,
  requirement: 0.12,
} as const;
export type SearchField = keyof typeof SEARCH_FIELDS;

/** A word found in several parts of one program is worth more than in one, up to this. */
const HEAVIEST = 1.5;

export interface IndexedWord {
  /** Folded form, the key of the index. */
  readonly word: string;
  /** The forms it is written in, accents kept: what the stemmers need. */
  readonly forms: ReadonlySet<string>;
  readonly weight: number;
  readonly fields: readonly SearchField[];
}

/** Every word one program can be found by. */
export function indexWords(
  program: ProgramDocument,
  agencies: ReadonlyMap<string, AgencyDocument>,
  places: Places,
): readonly IndexedWord[] {
  const found = new Map<string, { forms: Set<string>; fields: Set<SearchField> }>();
  for (const [field, texts] of Object.entries(textsByField(program, agencies, places))) {
    for (const form of texts.flatMap(wordsOf)) {
      const word = foldText(form);
      const entry = found.get(word) ?? { forms: new Set(), fields: new Set() };
      entry.forms.add(form);
      entry.fields.add(field as SearchField);
      found.set(word, entry);
    }
  }
  return [...found].map(([word, { forms, fields }]) => ({
    word,
    forms,
    fields: [...fields],
    weight: Math.min(
      HEAVIEST,
      [...fields].reduce((sum, field) => sum + SEARCH_FIELDS[field], 0),
    ),
  }));
}

function textsByField(
  program: ProgramDocument,
  agencies: ReadonlyMap<string, AgencyDocument>,
  places: Places,
): Record<SearchField, string[]> {
  const { jurisdiction, supports } = program;
  const involved = [...program.agencies.map(({ agency }) => agency), program.parentAgency ?? ""].flatMap(
    (slug) => agencies.get(slug) ?? [],
  );
  return {
    name: [...both(program.name), ...program.aliases, program.slug],
    acronym: program.acronym === undefined ? [] : [program.acronym],
    support: concepts(SUPPORT_KINDS, supports.kinds),
    audience: concepts(AUDIENCES, program.target.audiences),
    place: [
      places.state(jurisdiction.state ?? "") ?? "",
      places.municipality(jurisdiction.municipality ?? "") ?? "",
      ...concepts(LEVELS, [jurisdiction.level]),
    ],
    sector: concepts(
      SECTORS,
      program.sectors.tags.filter((tag) => tag !== "any"),
    ),
    agency: involved.flatMap((agency) => [...both(agency.name), agency.acronym ?? "", ...agency.aliases]),
    description: [...both(program.description), ...both(program.target.asStated)],
    category: [
      ...concepts(CATEGORIES, [...program.categories.codes, ...program.categories.proposed]),
      ...concepts(PROGRAM_KINDS, [program.kind]),
    ],
    component: [
      ...supports.components.flatMap(({ name, text }) => [...both(name), ...both(text)]),
      ...supports.amounts.flatMap(({ concerns, text }) => [...both(concerns), ...both(text)]),
      ...supports.calculations.flatMap(({ concerns }) => both(concerns)),
    ],
    requirement: program.requirements.flatMap(({ text }) => both(text)),
  };
}

function both(text: Text | undefined): string[] {
  return text === undefined ? [] : [text.es, text.en].filter((value) => value !== undefined);
}

function concepts<Code extends string>(vocabulary: Readonly<Record<Code, Concept>>, codes: readonly Code[]): string[] {
  return codes.flatMap((code) => {
    const { es, en, also = [] } = vocabulary[code];
    return [es, en, ...also];
  });
}
