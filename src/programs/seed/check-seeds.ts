import type { ProgramDocument } from "../document/program-document.js";
import { criteria, type Rule } from "../document/rule.js";
import { isText, LANGUAGES } from "../document/text.js";
import type { FactVocabulary, Places } from "../ports.js";
import type { Fault, Located, Seeds } from "./read-seeds.js";

/**
 * What the shape alone cannot say: names that must exist elsewhere, and both languages everywhere.
 * Returns every fault found.
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
    ...seeds.programs.flatMap((program) => checkProgram(program, known)),
    ...[...lists, ...seeds.programs].flatMap(missingLanguages),
    ...repeated(seeds.agencies, (agency) => agency.slug),
    ...repeated(seeds.catalogs, (catalog) => catalog.slug),
    ...repeated(seeds.sources, (source) => source.key),
    ...seeds.agencies.value.flatMap((agency, index) =>
      agency.parent !== undefined && !known.agencies.has(agency.parent)
        ? [fault(seeds.agencies, [index, "parent"], `unknown agency ${agency.parent}`)]
        : [],
    ),
    ...seeds.catalogs.value.flatMap((catalog, index) =>
      catalog.publisher !== undefined && !known.agencies.has(catalog.publisher)
        ? [fault(seeds.catalogs, [index, "publisher"], `unknown agency ${catalog.publisher}`)]
        : [],
    ),
  ];
}

interface Known {
  readonly agencies: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
  readonly facts: FactVocabulary;
  readonly places: Places;
}

type Check = readonly [holds: boolean, path: readonly PropertyKey[], message: string];

function checkProgram(located: Located<ProgramDocument>, known: Known): readonly Fault[] {
  const { value: program, file } = located;
  const citations = new Set(program.citations.map(({ id }) => id));
  const checks: Check[] = [
    [file === `programs/${program.slug}.yaml`, ["slug"], `must equal the file name ${file}`],
    [known.catalogs.has(program.catalog), ["catalog"], `unknown catalog ${program.catalog}`],
    [
      program.parentAgency === undefined || known.agencies.has(program.parentAgency),
      ["parentAgency"],
      "unknown agency",
    ],
    [citations.size === program.citations.length, ["citations"], "a citation id is used twice"],
    [
      new Set(program.requirements.map(({ id }) => id)).size === program.requirements.length,
      ["requirements"],
      "a requirement id is used twice",
    ],
    ...placeChecks(program, known.places),
    ...program.agencies.map(
      ({ agency }, index): Check => [
        known.agencies.has(agency),
        ["agencies", index, "agency"],
        `unknown agency ${agency}`,
      ],
    ),
    ...program.citations.map(
      ({ document }, index): Check => [
        known.sources.has(document),
        ["citations", index, "document"],
        `unknown document ${document}`,
      ],
    ),
    ...program.relations.map(
      ({ program: other }, index): Check => [
        other === undefined || known.programs.has(other),
        ["relations", index, "program"],
        `unknown program ${other}`,
      ],
    ),
    ...program.status.map(
      ({ successor }, index): Check => [
        successor === undefined || known.programs.has(successor),
        ["status", index, "successor"],
        `unknown program ${successor}`,
      ],
    ),
    ...citing(program).map(
      ({ path, id }): Check => [citations.has(id), path, `cites ${id}, which is not among the citations of this file`],
    ),
  ];
  const rules = program.requirements.flatMap(({ rule }, index) => {
    if (rule === undefined) return [];
    const unsound = criteria(rule).flatMap((criterion) => ruleFault(criterion, known.facts, located, index));
    if (unsound.length > 0) return unsound;
    const empty = known.facts.emptiness(rule);
    return empty === undefined ? [] : [fault(located, ["requirements", index, "rule"], empty)];
  });
  return [...checks.filter(([holds]) => !holds).map(([, path, message]) => fault(located, path, message)), ...rules];
}

function placeChecks({ jurisdiction }: ProgramDocument, places: Places): Check[] {
  const { level, state, municipality } = jurisdiction;
  return [
    [state === undefined || places.state(state) !== undefined, ["jurisdiction", "state"], `unknown state ${state}`],
    [
      municipality === undefined || places.municipality(municipality) !== undefined,
      ["jurisdiction", "municipality"],
      `unknown municipality ${municipality}`,
    ],
    [level !== "state" || state !== undefined, ["jurisdiction"], "a state program names its state"],
    [
      level !== "municipal" || municipality !== undefined,
      ["jurisdiction"],
      "a municipal program names its municipality",
    ],
  ];
}

/** Every place of the document that cites, with the citation it names. */
function citing(value: unknown, path: readonly PropertyKey[] = []): { path: readonly PropertyKey[]; id: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return key === "cite" && Array.isArray(inside)
      ? inside.map((id: string, index) => ({ path: [...at, index], id }))
      : citing(inside, at);
  });
}

function ruleFault(rule: Rule, facts: FactVocabulary, located: Located<ProgramDocument>, index: number): Fault[] {
  const [kind, body] = Object.entries(rule)[0] as [string, { fact: string } & Record<string, unknown>];
  const { fact, ...rest } = body;
  const message = facts.fault(kind, fact, Object.values(rest).flat() as (string | number | boolean)[]);
  return message === undefined ? [] : [fault(located, ["requirements", index, "rule"], message)];
}

/** Texts that lack a language. A text may stand in one language only where a reviewer has allowed it: nowhere yet. */
function missingLanguages(located: Located<unknown>): readonly Fault[] {
  const visit = (value: unknown, path: readonly PropertyKey[]): Fault[] => {
    if (isText(value)) {
      return LANGUAGES.filter((language) => value[language] === undefined).map((language) =>
        fault(located, path, `has no text in ${language}`),
      );
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inside]) =>
      visit(inside, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  };
  return visit(located.value, []);
}

function repeated<T>(list: Located<readonly T[]>, key: (item: T) => string): readonly Fault[] {
  const seen = new Set<string>();
  return list.value.flatMap((item, index) => {
    const again = seen.has(key(item));
    seen.add(key(item));
    return again ? [fault(list, [index], `${key(item)} stands twice`)] : [];
  });
}

function fault(located: Located<unknown>, path: readonly PropertyKey[], message: string): Fault {
  return { file: located.file, line: located.line(path), path: path.map(String).join("."), message };
}
