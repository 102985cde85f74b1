import { type Concept, concept } from "../../graph/concept.js";
import { globalId } from "../../graph/node.js";
import type { Scope } from "../../graph/reading.js";
import type { ProgramDocument } from "../document/program-document.js";
import { statusOn } from "../document/status.js";
import { type Language, read } from "../document/text.js";
import * as vocabulary from "../document/vocabulary.js";
import type { PublishedVersion } from "../store/published-version.js";
import { byScope } from "./by-scope.js";
import { type LazyView, lazily } from "./lazily.js";
import { type Localized, localize, localizedParts } from "./localize.js";
import { presentAmountRule } from "./present-amount-rule.js";
import { presentMeasure } from "./present-measure.js";
import { presentRule } from "./present-rule.js";

export type ProgramView = ReturnType<typeof presentProgram>;

type Content = LazyView<typeof PARTS>;
const presented = new WeakMap<PublishedVersion, Partial<Record<Language, Content>>>();

/** What the API resolves a program from. All but the status is made once for each version and language. */
export const presentProgram = byScope((version: PublishedVersion, scope: Scope) => {
  const content: Content = contentOf(version, scope.language);
  const view: Content & OfScope = Object.assign(Object.create(content), { scope, asOf: scope.asOf });
  return view;
});

/** What hangs on the question. */
interface OfScope {
  readonly scope: Scope;
  readonly asOf: string;
}

function contentOf(version: PublishedVersion, language: Language): Content {
  const known = presented.get(version);
  const found = known?.[language];
  if (found !== undefined) return found;
  const content = presentParts(readingOf(version, language));
  presented.set(version, { ...known, [language]: content });
  return content;
}

/** An edition as it is read in one language. */
interface Reading {
  readonly version: PublishedVersion;
  readonly language: Language;
  readonly content: Localized<ProgramDocument>;
  readonly cited: ReturnType<typeof citationsOf>;
  readonly name: <T extends Readonly<Record<string, { es: string; en: string }>>>(
    table: T,
    code: keyof T & string,
  ) => Concept;
}

function readingOf(version: PublishedVersion, language: Language): Reading {
  const content = localizedParts(version.document, language);
  return {
    version,
    language,
    content,
    cited: citationsOf(content, language),
    name: (table, code) => concept(table, code, language),
  };
}

/** What is shown of an edition in one language; each part is made when it is asked for. */
const PARTS = {
  nodeType: () => "Program" as const,
  document: ({ version }: Reading) => version.document,
  id: ({ version }: Reading) => globalId("Program", version.programId),
  slug: ({ content }: Reading) => content.slug,
  name: ({ content }: Reading) => content.name,
  nameBasis: ({ content, name }: Reading) =>
    content.nameBasis === undefined ? null : name(vocabulary.NAME_BASES, content.nameBasis),
  acronym: ({ content }: Reading) => content.acronym ?? null,
  aliases: ({ content }: Reading) => content.aliases,
  description: ({ content }: Reading) => content.description,
  language: ({ language }: Reading) => language,
  languageNotes: ({ version, language }: Reading) => languageNotes(version.document, language),
  kind: ({ content, name }: Reading) => name(vocabulary.PROGRAM_KINDS, content.kind),
  presence: ({ content, name }: Reading) => name(vocabulary.PRESENCES, content.presence),
  catalogSlug: ({ content }: Reading) => content.catalog,
  participations: ({ content, name }: Reading) =>
    content.agencies.map((participation) => ({
      agencySlug: participation.agency,
      role: name(vocabulary.AGENCY_ROLES, participation.role),
      roleAsStated: participation.roleAsStated ?? null,
      note: participation.note ?? null,
    })),
  parentAgencySlug: ({ content }: Reading) => content.parentAgency ?? null,
  categories: ({ content, name }: Reading) => ({
    assigned: content.categories.codes.map((code) => name(vocabulary.CATEGORIES, code)),
    proposed: content.categories.proposed.map((code) => name(vocabulary.CATEGORIES, code)),
    inTable: content.categories.table === undefined ? null : name(vocabulary.CATEGORIES, content.categories.table),
    inText: content.categories.body === undefined ? null : name(vocabulary.CATEGORIES, content.categories.body),
    sourcesAgree: content.categories.tableAndBodyAgree ?? null,
    note: content.categories.note ?? null,
  }),
  jurisdiction: ({ content, name }: Reading) => ({
    level: name(vocabulary.LEVELS, content.jurisdiction.level),
    state: content.jurisdiction.state === undefined ? null : { code: content.jurisdiction.state },
    municipality: content.jurisdiction.municipality === undefined ? null : { code: content.jurisdiction.municipality },
    stateCodeAsPrinted: content.jurisdiction.stateCodeAsPrinted ?? null,
    note: content.jurisdiction.note ?? null,
  }),
  target: ({ content, name }: Reading) => ({
    asStated: content.target.asStated,
    audiences: content.target.audiences.map((code) => name(vocabulary.AUDIENCES, code)),
  }),
  sectors: ({ content, name }: Reading) => ({
    tags: content.sectors.tags.map((code) => name(vocabulary.SECTORS, code)),
    asStated: content.sectors.asStated ?? null,
    note: content.sectors.note ?? null,
  }),
  support: ({ version, content, cited, name }: Reading) => ({
    kinds: content.supports.kinds.map((code) => name(vocabulary.SUPPORT_KINDS, code)),
    amounts: content.supports.amounts.map((amount) => ({
      ...presentMeasure(amount),
      concerns: amount.concerns,
      type: name(vocabulary.AMOUNT_TYPES, amount.type),
      qualifier: amount.qualifier ?? null,
      period: amount.period ?? null,
      currencyBasis: amount.currencyBasis === undefined ? null : name(vocabulary.CURRENCY_BASES, amount.currencyBasis),
      inclusive: amount.inclusive ?? null,
      of: amount.of ?? null,
      at: amount.at ?? null,
      text: amount.text ?? null,
      note: amount.note ?? null,
      citations: cited(amount.cite),
    })),
    // A version stored before there were calculations has none.
    calculations: (content.supports.calculations ?? []).map((calculation, index) => ({
      id: calculation.id,
      concerns: calculation.concerns,
      currency: calculation.currency ?? null,
      rule: amountRuleOf(version.document, index),
      note: calculation.note ?? null,
      citations: cited(calculation.cite),
    })),
    components: content.supports.components.map((component) => ({
      name: component.name,
      text: component.text ?? null,
      budget: (component.budget ?? []).map(({ source, value, currency }) => ({
        source,
        money: { amount: value, currency },
      })),
    })),
  }),
  requirements: ({ version, content, cited, name }: Reading) =>
    content.requirements.map((requirement, index) => ({
      id: requirement.id,
      text: requirement.text,
      role: name(vocabulary.REQUIREMENT_ROLES, requirement.role),
      basis: requirement.basis === undefined ? null : name(vocabulary.BASES, requirement.basis),
      rule: ruleOf(version.document, index),
      note: requirement.note ?? null,
      citations: cited(requirement.cite),
    })),
  evidence: ({ content, cited, name }: Reading) =>
    content.evidence.map((evidence) => ({
      id: evidence.id,
      text: evidence.text,
      basis: name(vocabulary.BASES, evidence.basis),
      citations: cited(evidence.cite),
    })),
  goldenCases: ({ version, language, name }: Reading) =>
    (version.document.cases ?? []).map(({ id, title, profile, expected, asOf }) => ({
      id,
      title: read(title, language).value,
      profile,
      expected: name(vocabulary.VERDICTS, expected),
      asOf: asOf ?? version.document.inForceFrom,
    })),
  timeline: ({ content, cited }: Reading) => ({
    start: content.timeline.start ?? null,
    end: content.timeline.end ?? null,
    note: content.timeline.note ?? null,
    citations: cited(content.timeline.cite),
  }),
  statusHistory: ({ content, cited, name }: Reading) =>
    content.status.map((statement) => ({
      ...name(vocabulary.STATUSES, statement.code),
      since: statement.since ?? null,
      attestedOn: statement.attestedOn ?? null,
      confidence: name(vocabulary.CONFIDENCES, statement.confidence),
      successorSlug: statement.successor ?? null,
      note: statement.note ?? null,
      citations: cited(statement.cite),
    })),
  results: ({ content, cited, name }: Reading) => ({
    figures: content.results.figures.map((figure) => ({
      ...presentMeasure(figure),
      metric: figure.metric,
      kind: name(vocabulary.FIGURE_KINDS, figure.kind),
      qualifier: figure.qualifier ?? null,
      period: figure.period ?? null,
      note: figure.note ?? null,
      citations: cited(figure.cite),
    })),
    note: content.results.note ?? null,
  }),
  conflicts: ({ content }: Reading) =>
    content.conflicts.map((conflict) => ({ ...conflict, note: conflict.note ?? null })),
  relations: ({ content, name }: Reading) =>
    content.relations.map((relation) => ({
      type: name(vocabulary.RELATION_TYPES, relation.type),
      programSlug: relation.program ?? null,
      name: relation.name ?? null,
      note: relation.note ?? null,
    })),
  citations: ({ content, cited }: Reading) => cited(content.citations.map(({ id }) => id)),
  version: ({ version }: Reading) => ({
    number: version.number,
    inForceFrom: version.inForceFrom,
    inForceUntil: version.inForceUntil,
    recordedAt: version.recordedAt,
    origin: version.origin,
  }),
};

const presentParts = lazily<Reading, typeof PARTS>(PARTS);

/** The status statement that holds on the day the program is read for; unknown before the first. */
export function statusView({ document, statusHistory, asOf, language }: ProgramView) {
  const { statement } = statusOn(document, asOf);
  const index = document.status.indexOf(statement);
  return (
    statusHistory[index] ?? {
      ...concept(vocabulary.STATUSES, "unknown", language),
      since: null,
      attestedOn: null,
      confidence: concept(vocabulary.CONFIDENCES, statement.confidence, language),
      successorSlug: null,
      note: null,
      citations: [],
    }
  );
}

function citationsOf(content: Localized<ProgramDocument>, language: Language) {
  let made: readonly CitationView[] | undefined;
  return (ids: readonly string[]): readonly CitationView[] => {
    const all =
      made ??
      content.citations.map(({ id, document, place, line, original }) => ({
        id,
        sourceKey: document,
        language,
        place,
        line: line ?? null,
        original,
      }));
    made = all;
    return all.filter(({ id }) => ids.includes(id));
  };
}

interface CitationView {
  readonly id: string;
  readonly sourceKey: string;
  readonly language: Language;
  readonly place: string;
  readonly line: number | null;
  readonly original: readonly string[];
}

function amountRuleOf(document: ProgramDocument, index: number) {
  const rule = document.supports.calculations?.[index]?.rule;
  return rule === undefined ? null : presentAmountRule(rule);
}

function ruleOf(document: ProgramDocument, index: number) {
  const rule = document.requirements[index]?.rule;
  return rule === undefined ? null : presentRule(rule);
}

const NOTES = {
  translatedName: {
    es: "El nombre oficial en español no consta en las fuentes; se muestra una traducción propia.",
    en: "The official Spanish name is not in the sources; the Spanish reading shows our own translation.",
  },
  onlySpanish: { es: "Este texto solo existe en español.", en: "This text exists in Spanish only." },
  onlyEnglish: { es: "Este texto solo existe en inglés.", en: "This text exists in English only." },
} as const;

/** Where the reader gets something other than an original text in the language asked for. */
function languageNotes(document: ProgramDocument, language: Language) {
  const { fallbacks } = localize(document, language);
  const translated =
    document.nameBasis === "translation" && language === "es"
      ? [{ path: "name", served: language, note: NOTES.translatedName[language] }]
      : [];
  return [
    ...translated,
    ...fallbacks.map(({ path, served }) => ({
      path,
      served,
      note: NOTES[served === "es" ? "onlySpanish" : "onlyEnglish"][language],
    })),
  ];
}
