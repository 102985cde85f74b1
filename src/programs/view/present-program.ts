import { concept } from "../../graph/concept.js";
import { globalId } from "../../graph/node.js";
import type { Scope } from "../../graph/reading.js";
import type { ProgramDocument } from "../document/program-document.js";
import { statusOn } from "../document/status.js";
import { type Language, read } from "../document/text.js";
import * as vocabulary from "../document/vocabulary.js";
import type { PublishedVersion } from "../store/document-store.js";
import { byScope } from "./by-scope.js";
import { type Localized, localize } from "./localize.js";
import { presentAmountRule } from "./present-amount-rule.js";
import { presentMeasure } from "./present-measure.js";
import { presentRule } from "./present-rule.js";

export type ProgramView = ReturnType<typeof presentProgram>;

type Content = ReturnType<typeof presentContent>;
const presented = new WeakMap<PublishedVersion, Partial<Record<Language, Content>>>();

/** What the API resolves a program from. All but the status is made once for each version and language. */
export const presentProgram = byScope((version: PublishedVersion, scope: Scope) => ({
  ...contentOf(version, scope.language),
  scope,
  asOf: scope.asOf,
}));

function contentOf(version: PublishedVersion, language: Language): Content {
  const known = presented.get(version);
  const found = known?.[language];
  if (found !== undefined) return found;
  const content = presentContent(version, language);
  presented.set(version, { ...known, [language]: content });
  return content;
}

function presentContent(version: PublishedVersion, language: Language) {
  const { content, fallbacks } = localize(version.document, language);
  const cited = citationsOf(content, language);
  const name = <T extends Readonly<Record<string, { es: string; en: string }>>>(table: T, code: keyof T & string) =>
    concept(table, code, language);
  const { categories, jurisdiction, target, sectors, supports, results } = content;
  return {
    nodeType: "Program" as const,
    document: version.document,
    id: globalId("Program", version.programId),
    slug: content.slug,
    name: content.name,
    nameBasis: content.nameBasis === undefined ? null : name(vocabulary.NAME_BASES, content.nameBasis),
    acronym: content.acronym ?? null,
    aliases: content.aliases,
    description: content.description,
    language,
    languageNotes: languageNotes(version.document, language, fallbacks),
    kind: name(vocabulary.PROGRAM_KINDS, content.kind),
    presence: name(vocabulary.PRESENCES, content.presence),
    catalogSlug: content.catalog,
    participations: content.agencies.map((participation) => ({
      agencySlug: participation.agency,
      role: name(vocabulary.AGENCY_ROLES, participation.role),
      roleAsStated: participation.roleAsStated ?? null,
      note: participation.note ?? null,
    })),
    parentAgencySlug: content.parentAgency ?? null,
    categories: {
      assigned: categories.codes.map((code) => name(vocabulary.CATEGORIES, code)),
      proposed: categories.proposed.map((code) => name(vocabulary.CATEGORIES, code)),
      inTable: categories.table === undefined ? null : name(vocabulary.CATEGORIES, categories.table),
      inText: categories.body === undefined ? null : name(vocabulary.CATEGORIES, categories.body),
      sourcesAgree: categories.tableAndBodyAgree ?? null,
      note: categories.note ?? null,
    },
    jurisdiction: {
      level: name(vocabulary.LEVELS, jurisdiction.level),
      state: jurisdiction.state === undefined ? null : { code: jurisdiction.state },
      municipality: jurisdiction.municipality === undefined ? null : { code: jurisdiction.municipality },
      stateCodeAsPrinted: jurisdiction.stateCodeAsPrinted ?? null,
      note: jurisdiction.note ?? null,
    },
    target: {
      asStated: target.asStated,
      audiences: target.audiences.map((code) => name(vocabulary.AUDIENCES, code)),
    },
    sectors: {
      tags: sectors.tags.map((code) => name(vocabulary.SECTORS, code)),
      asStated: sectors.asStated ?? null,
      note: sectors.note ?? null,
    },
    support: {
      kinds: supports.kinds.map((code) => name(vocabulary.SUPPORT_KINDS, code)),
      amounts: supports.amounts.map((amount) => ({
        ...presentMeasure(amount),
        concerns: amount.concerns,
        type: name(vocabulary.AMOUNT_TYPES, amount.type),
        qualifier: amount.qualifier ?? null,
        period: amount.period ?? null,
        currencyBasis:
          amount.currencyBasis === undefined ? null : name(vocabulary.CURRENCY_BASES, amount.currencyBasis),
        inclusive: amount.inclusive ?? null,
        of: amount.of ?? null,
        at: amount.at ?? null,
        text: amount.text ?? null,
        note: amount.note ?? null,
        citations: cited(amount.cite),
      })),
      // A version stored before there were calculations has none.
      calculations: (supports.calculations ?? []).map((calculation, index) => ({
        id: calculation.id,
        concerns: calculation.concerns,
        currency: calculation.currency ?? null,
        rule: amountRuleOf(version.document, index),
        note: calculation.note ?? null,
        citations: cited(calculation.cite),
      })),
      components: supports.components.map((component) => ({
        name: component.name,
        text: component.text ?? null,
        budget: (component.budget ?? []).map(({ source, value, currency }) => ({
          source,
          money: { amount: value, currency },
        })),
      })),
    },
    requirements: content.requirements.map((requirement, index) => ({
      id: requirement.id,
      text: requirement.text,
      role: name(vocabulary.REQUIREMENT_ROLES, requirement.role),
      basis: requirement.basis === undefined ? null : name(vocabulary.BASES, requirement.basis),
      rule: ruleOf(version.document, index),
      note: requirement.note ?? null,
      citations: cited(requirement.cite),
    })),
    evidence: content.evidence.map((evidence) => ({
      id: evidence.id,
      text: evidence.text,
      basis: name(vocabulary.BASES, evidence.basis),
      citations: cited(evidence.cite),
    })),
    goldenCases: (version.document.cases ?? []).map(({ id, title, profile, expected, asOf }) => ({
      id,
      title: read(title, language).value,
      profile,
      expected: name(vocabulary.VERDICTS, expected),
      asOf: asOf ?? version.document.inForceFrom,
    })),
    timeline: {
      start: content.timeline.start ?? null,
      end: content.timeline.end ?? null,
      note: content.timeline.note ?? null,
      citations: cited(content.timeline.cite),
    },
    statusHistory: content.status.map((statement) => ({
      ...name(vocabulary.STATUSES, statement.code),
      since: statement.since ?? null,
      attestedOn: statement.attestedOn ?? null,
      confidence: name(vocabulary.CONFIDENCES, statement.confidence),
      successorSlug: statement.successor ?? null,
      note: statement.note ?? null,
      citations: cited(statement.cite),
    })),
    results: {
      figures: results.figures.map((figure) => ({
        ...presentMeasure(figure),
        metric: figure.metric,
        kind: name(vocabulary.FIGURE_KINDS, figure.kind),
        qualifier: figure.qualifier ?? null,
        period: figure.period ?? null,
        note: figure.note ?? null,
        citations: cited(figure.cite),
      })),
      note: results.note ?? null,
    },
    conflicts: content.conflicts.map((conflict) => ({ ...conflict, note: conflict.note ?? null })),
    relations: content.relations.map((relation) => ({
      type: name(vocabulary.RELATION_TYPES, relation.type),
      programSlug: relation.program ?? null,
      name: relation.name ?? null,
      note: relation.note ?? null,
    })),
    citations: cited(content.citations.map(({ id }) => id)),
    version: {
      number: version.number,
      inForceFrom: version.inForceFrom,
      inForceUntil: version.inForceUntil,
      recordedAt: version.recordedAt,
      origin: version.origin,
    },
  };
}

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
  const citations = content.citations.map(({ id, document, place, line, original }) => ({
    id,
    sourceKey: document,
    language,
    place,
    line: line ?? null,
    original,
  }));
  return (ids: readonly string[]) => citations.filter(({ id }) => ids.includes(id));
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
function languageNotes(
  document: ProgramDocument,
  language: Language,
  fallbacks: ReturnType<typeof localize>["fallbacks"],
) {
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
